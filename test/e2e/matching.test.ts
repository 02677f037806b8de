import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { lamp, mug, portrait } from '../drawings.ts';
import { heic } from '../heic.ts';
import { kept } from '../canary.ts';
import { killExtensionHosts } from '../vscode/extensionHostProcess.ts';
import { ContextMenu } from '../vscode/workbench/contextMenu.ts';
import { until } from '../vscode/workbench/until.ts';
import { BatchPage } from './batchPage.ts';
import { UPLOAD_FOLDER } from './person.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';
import { LONG_FORM } from '../long.ts';

const LOCKED = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };

/** Numbers from 1, with two digits. */
function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, '0'));
}

/** Small pictures, all different. */
async function shot(folder: string, number: string): Promise<Buffer> {
  const hue = Number(number) * 9 + folder.length;
  return sharp({
    create: { width: 240, height: 180, channels: 3, background: `hsl(${hue}, 60%, 60%)` },
  })
    .jpeg()
    .toBuffer();
}

async function shots(folder: string, count: number): Promise<Record<string, Buffer>> {
  const files = numbers(count).map(
    async (number) => [`${folder}/SHOT-${number}.jpg`, await shot(folder, number)] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

async function twelveMegapixels(): Promise<Buffer> {
  return sharp(await portrait())
    .resize(3000, 4000, { fit: 'fill' })
    .jpeg()
    .toBuffer();
}

describe('uploading photos to matching records', () => {
  let stage: Stage;
  let page: BatchPage;
  /** The IDs of SHOT-01 and so on. */
  let ids: string[];

  before(async () => {
    stage = await openStage({
      settings: { 'zohoCrmPhotos.convertHeic': true },
      files: {
        ...(await shots('thirty', 22)),
        'thirty/more/LARGE-1.jpg': await twelveMegapixels(),
        'thirty/more/PHONE-1.heic': heic(),
        'thirty/SHOT-01.png': await sharp(await lamp())
          .resize(300)
          .png()
          .toBuffer(),
        'thirty/TWIN-1.jpg': await mug(),
        'thirty/NOBODY.jpg': await lamp(),
        'thirty/BROKEN.jpg': 'no picture at all',
        'thirty/SLASH_7.jpg': await mug(),
        'thirty/Söhne & 写真 👩‍🚀.jpg': await mug(),
        ...(await shots('eight', 8)),
        ...(await shots('twelve', 12)),
        'eight/codes.csv': `File;Code\r\n${numbers(8)
          .map((number) => `shot-${number}.JPG;SHOT-${number}\r\n`)
          .join('')}gone.jpg;SHOT-09\r\n`,
        'empty/notes.txt': 'Nothing to see.',
      },
    });
    page = new BatchPage(stage.window.editors);
    await stage.person.signIn();
    ids = await addProducts();
  });

  async function addProducts(): Promise<string[]> {
    const codes = [
      ...numbers(22).map((number) => `SHOT-${number}`),
      ...['LARGE-1', 'PHONE-1', 'SLASH/7'],
    ];
    const products = codes.map((code) => ({
      Product_Name: `Article ${code}`,
      Product_Code: code,
    }));
    const twins = ['red', 'blue'].map((Color) => ({
      Product_Name: `Twin, ${Color}`,
      Product_Code: 'TWIN-1',
      Color,
    }));
    return stage.crm.addRecords('Products', [
      ...products.slice(0, 24),
      ...twins,
      ...products.slice(24),
    ]);
  }

  after(async () => {
    await stage.close();
  });

  async function begin(folder: string): Promise<void> {
    await stage.window.explorer.choose([folder], UPLOAD_FOLDER);
    await stage.window.quickInput.shown({ placeholder: /^Which module/ });
  }

  /** Matches by product code, which is the whole file name. */
  async function byCode(replacement?: string): Promise<void> {
    const { quickInput } = stage.window;
    await quickInput.choose('Products');
    await quickInput.shown({ placeholder: /^Match file names to/ });
    await quickInput.chooseOn('Product Code', /^File name pattern/);
    if (replacement !== undefined) {
      await quickInput.choose('No replacements');
      await quickInput.shown({ message: /^Character replacements/ });
      await quickInput.type(replacement);
      await quickInput.accept();
      await quickInput.shown({ placeholder: /^File name pattern/ });
    }
    await quickInput.choose('{key}');
  }

  /** A reset CRM with only the products, and no page of an earlier test. */
  async function startOver(): Promise<void> {
    await stage.window.commandPalette.run('View: Close All Editors');
    await stage.reset();
    ids = await addProducts();
  }

  /** Uploads twelve pictures, and holds the answers to all but the first ones. */
  async function uploadSome(done: number): Promise<void> {
    await holdAllBut(done);
    await begin('twelve');
    await stage.window.quickInput.choose('Products by Product Code');
    await page.shown('Upload 12 photos to Products?');
    await page.press('Upload 12 Photos');
    await page.counts('Done', done);
    await page.counts('Uploading', 4);
  }

  /** Holds the CRM's answers to uploads until the faults end, but for the next ones. */
  async function holdAllBut(next: number): Promise<void> {
    const uploads = { method: 'POST', path: '/photo' };
    if (next > 0) {
      await stage.crm.fault({ ...uploads, times: next });
    }
    await stage.crm.fault({ ...uploads, times: 0, held: true });
  }

  /** Checks that each of the first products has the picture named after its code. */
  async function checkPhotos(products: number): Promise<void> {
    for (const [index, number] of numbers(products).entries()) {
      const stored = await stage.crm.photo('Products', ids[index] ?? '');
      assert.equal(stored?.fileName, `SHOT-${number}.jpg`);
    }
  }

  /** Cancels the review and waits until its page has closed, which would also close a menu. */
  async function leave(): Promise<void> {
    const { length } = await stage.window.editors.tabs();
    await page.press('Cancel');
    await until('the page to close', async () =>
      (await stage.window.editors.tabs()).length < length ? true : undefined,
    );
  }

  async function inStatusBar(): Promise<string[]> {
    const items = await stage.window.statusBar.items();
    return items.flatMap(({ text }) => (/ of \d+ pictures/.test(text) ? [text] : []));
  }

  /** What the filters of the page add up to, without `All`. */
  async function countOfAll(): Promise<number> {
    const [, ...states] = await page.chips();
    return states.reduce((sum, chip) => sum + Number(chip.replace(/\D/g, '')), 0);
  }

  async function photoOf(id: string | undefined): Promise<string | undefined> {
    return (await stage.crm.photo('Products', id ?? ''))?.sha256;
  }

  async function sides(id: string | undefined): Promise<{ width: number; height: number }> {
    const bytes = await stage.crm.photoBytes('Products', id ?? '');
    const { width, height } = await sharp(bytes ?? new Uint8Array()).metadata();
    return { width, height };
  }

  async function sent(): Promise<string[]> {
    const requests = await stage.crm.requests();
    return requests.flatMap(({ method, path: at }) => {
      const [, id] = /\/(\d+)\/photo(\?|$)/.exec(at) ?? [];
      return method === 'POST' && id !== undefined ? [id] : [];
    });
  }

  /** Whether VS Code has saved that a page shows a run, which it does every few seconds. */
  async function isRemembered(page = /zohoCrmPhotos\.batch.*run\W+\d+-/s): Promise<boolean> {
    const texts = Object.values(await kept(stage.window.page));
    return texts.some((text) => page.test(text));
  }

  /** Waits for a table saved next to the pictures to open in the editor. */
  async function savedTable(name: string): Promise<string> {
    await until(`${name} in the editor`, async () =>
      (await stage.window.editors.tabs()).includes(name) ? true : undefined,
    );
    return readFile(path.join(stage.folder, 'thirty', `${name}.csv`), 'utf16le');
  }

  it('says that a folder contains no pictures, and leads to the page about them', async () => {
    const { editors, explorer, notifications } = stage.window;
    await explorer.choose(['empty'], UPLOAD_FOLDER);
    const { text } = await notifications.waitFor(/^No pictures in your selection/);
    assert.match(text, /HEIC\.$/);
    await stage.window.screenshot('notification-in-full');
    await notifications.press(/^No pictures in your selection/, 'Learn More');
    await until('the page', async () =>
      (await editors.tabs()).find((name) => name.includes('matching.md')),
    );
    await stage.window.screenshot('learn-more');
    await stage.window.commandPalette.run('View: Close All Editors');
  });

  it('a review whose matching went wrong leads back to its questions', async () => {
    const { window } = stage;
    const { quickInput } = window;
    await begin('eight');
    await quickInput.choose('Products');
    await quickInput.shown({ placeholder: /^Match file names to/ });
    await quickInput.chooseOn('Product Name', /^File name pattern/);
    await quickInput.choose('{key}');
    await page.shown('No photos to upload to Products yet');
    await page.waitForLine('No picture matches a record in Products. Match differently?');
    assert.ok(!(await page.actions()).includes('Save Mapping…'));
    await window.screenshot('match-differently');
    await page.press('Match Differently…');
    await quickInput.shown({ placeholder: /^Match file names to Products/ });
    await quickInput.chooseOn('Product Code', /^File name pattern/);
    await quickInput.shown({ message: /^\{key\} = Product Code/ });
    await quickInput.choose('{key}');
    await page.shown('Upload 8 photos to Products?');
    assert.equal((await window.editors.tabs()).length, 1);
    await page.exclude('SHOT-03.jpg');
    await page.press('Match Differently…');
    await quickInput.shown({ placeholder: /^Match file names to Products/ });
    await quickInput.escape();
    await page.shown('Upload 7 photos to Products?');
    await leave();
    // A mapping that found nothing isn't offered again, nor is one that nothing was uploaded with.
    await begin('eight');
    assert.ok((await quickInput.items()).every(({ label }) => !label.includes(' by ')));
    await quickInput.escape();
  });

  it('shows the state of each of thirty pictures before sending anything', async () => {
    const { crm, window } = stage;
    await crm.putPhoto('Products', ids[4] ?? '', await portrait());
    await begin('thirty');
    await byCode('_=/');
    await window.quickInput.shown({
      placeholder: /^Which picture\? One record has several \(SHOT-01/,
    });
    await window.quickInput.choose('The first by name');
    await page.shown('Upload 25 photos to Products?');
    assert.equal(await page.place(), 'Northwind Traders PRODUCTION');
    assert.deepEqual(await page.chips(), [
      'All 30',
      'Ready 23',
      'Will be resized 2',
      'No matching record 2',
      'Several records 1',
      'Not selected 1',
      'Can’t be read 1',
    ]);
    const lines = await page.lines();
    assert.match(
      lines.join(' '),
      /1 record has a photo, which will be replaced\. Backups are kept/,
    );
    assert.match(lines.join(' '), /Skipped automations: workflow rules\./);
    assert.match(lines.join(' '), /5 pictures won’t be uploaded\. See why below\./);
    await page.pictureDrawn('NOBODY.jpg');
    // VS Code shows a progress for a moment after its end.
    await window.notifications.gone(/^Finding records/);
    await window.notifications.hide();
    await window.screenshot('matching-review');
    await page.filter('Not selected');
    assert.deepEqual(
      (await page.rows()).map(({ file, note }) => [file, note]),
      [['SHOT-01.png', 'SHOT-01.jpg is selected for this record.']],
    );
    await page.filter('Several records');
    assert.match((await page.rows())[0]?.note ?? '', /^2 records match “TWIN-1”\. Choose one\./);
    await page.filter('All');
    assert.deepEqual(await sent(), []);
  });

  it('saves the unmatched pictures as a table', async () => {
    const { window } = stage;
    await page.press('Save Unmatched as CSV…');
    await window.quickInput.shown({ title: /^Save as CSV/ });
    await window.quickInput.accept();
    const text = await savedTable('unmatched photos');
    const rows = text.replace(/^\uFEFF|\r\n$/g, '').split('\r\n');
    assert.equal(rows[0], '"File"\t"Record"\t"Reason"');
    assert.equal(rows.length, 6);
    assert.ok(rows.includes('"NOBODY.jpg"\t""\t"No record in Products matches “NOBODY”."'), text);
    assert.ok(
      rows.includes(`"SHOT-01.png"\t"=""${ids[0]}"""\t"SHOT-01.jpg is selected for this record."`),
      text,
    );
    await window.editors.show('Review: thirty → Products');
    await page.shown('Upload 25 photos to Products?');
  });

  it('at 150 % zoom, half of the page is the table, which keys alone can work with', async () => {
    const { window } = stage;
    const { keyboard } = window.page;
    const size = window.page.viewportSize();
    assert.ok(size !== null);
    await window.page.setViewportSize({
      width: Math.round(size.width / 1.5),
      height: Math.round(size.height / 1.5),
    });
    await until('the small page', async () => {
      const labels = await page.frame.locator('#buttons > .action > button').allTextContents();
      return labels.join() === 'Upload 25 Photos,Cancel,More…' ? true : undefined;
    });
    const [table, whole] = await Promise.all([
      page.frame.getByRole('grid').boundingBox(),
      page.frame.locator('body').boundingBox(),
    ]);
    assert.ok(table !== null && whole !== null && table.height >= whole.height / 2);
    await window.screenshot('matching-zoomed');

    await page.frame.getByRole('grid').focus();
    await keyboard.press('ControlOrMeta+a');
    const menu = await ContextMenu.open(window.page, () => keyboard.press('Shift+F10'));
    assert.deepEqual(await menu.labels(), ['Open Record', 'Show Picture', 'Exclude']);
    await window.screenshot('matching-row-menu');
    await menu.choose('Exclude');
    await page.shown('No photos to upload to Products yet');
    await page.counts('Excluded', 25);
    await page.frame.getByRole('grid').focus();
    await keyboard.press(' ');
    await page.shown('Upload 25 photos to Products?');
    await keyboard.press('Escape');
    await window.page.setViewportSize(size);
  });

  it('excludes one and assigns a record to another', async () => {
    const { window } = stage;
    await page.type('SHOT-22');
    await page.exclude('SHOT-22.jpg');
    await page.shown('Upload 24 photos to Products?');
    await page.type('TWIN');
    await page.changeRecord('TWIN-1.jpg');
    await window.quickInput.shown({ placeholder: 'Select the record' });
    await window.quickInput.found((items) => items.some(({ description }) => description !== ''));
    await window.screenshot('matching-several-records');
    const among = await window.quickInput.items();
    assert.deepEqual(
      among.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['Twin, red', 'Color: red', `no photo · ${ids[24]}`],
        ['Twin, blue', 'Color: blue', `no photo · ${ids[25]}`],
        ['Another record…', '', ''],
      ],
    );
    await window.quickInput.choose('Twin, red');
    assert.equal((await page.inState('TWIN-1.jpg', 'Ready')).record, `Twin, red ${ids[24]}`);
    // Another record is searched for in the same module, which isn't asked for again.
    await page.changeRecord('TWIN-1.jpg');
    await window.quickInput.shown({ placeholder: 'Select the record' });
    await window.quickInput.choose('Another record…');
    await window.quickInput.shown({ placeholder: /^Record in Products/ });
    await window.quickInput.type(ids[25] ?? '');
    await window.quickInput.accept();
    await page.waitForRecord('TWIN-1.jpg', /^Twin, blue/);
    await page.shown('Upload 25 photos to Products?');
    await page.type('');
  });

  it('uploads them; one failure stops none of the others and can be retried', async () => {
    const { crm, window } = stage;
    const path = `${ids[6]}/photo`;
    await crm.fault({ method: 'POST', path, answer: { status: 400, body: LOCKED } });
    await page.press('Upload 25 Photos');
    const { text, buttons } = await window.notifications.waitFor(/^24 of 25 photos uploaded/);
    assert.equal(text, '24 of 25 photos uploaded to Northwind Traders (PRODUCTION). 1 failed.');
    assert.deepEqual(buttons, ['Show Results', 'Retry Failed', 'Undo All…']);
    await page.filter('Failed');
    const [failed] = await page.rows();
    assert.equal(failed?.file, 'SHOT-07.jpg');
    assert.match(failed.note, /^The record is locked in the CRM/);
    await window.screenshot('matching-result');
    await window.notifications.press(/^24 of 25/, 'Retry Failed');
    await window.notifications.waitFor(/^25 of 25 photos uploaded/);
    await page.filter('All');
    assert.deepEqual(await page.chips(), ['All 25', 'Done 25']);
    const all = await sent();
    assert.equal(all.length, 26);
    assert.deepEqual(new Set(all).size, 25);
    assert.deepEqual(await crm.workflowsFired(), []);
    await checkPhotos(21);
    const large = await sides(ids[22]);
    assert.ok(large.width * large.height <= 10_000_000 && large.height > large.width);
    assert.equal((await crm.photo('Products', ids[23] ?? ''))?.fileName, 'PHONE-1.jpg');
    assert.equal((await crm.photo('Products', ids[26] ?? ''))?.fileName, 'SLASH_7.jpg');
    await window.notifications.clear();
  });

  it('its last records and its module come first when one picture is uploaded next', async () => {
    const { person, window } = stage;
    await person.rightClick('mug.jpg');
    await window.quickInput.shown({ placeholder: /^Which record/ });
    // Both come later than the list: the suggestion by the file's name, and the modules.
    await window.quickInput.found((items) =>
      ['Enamel mug', 'Leads'].every((name) => items.some(({ label }) => label === name)),
    );
    const items = await window.quickInput.items();
    const [suggested, ...recent] = items.filter(({ description }) =>
      description.startsWith('Products · '),
    );
    assert.equal(suggested?.label, 'Enamel mug');
    assert.deepEqual(
      recent.map(({ detail }) => detail),
      ['', '', ''],
    );
    const labels = items.map(({ label }) => label);
    assert.ok(labels.indexOf('Products') < labels.indexOf('Leads'), labels.join(', '));
    await window.screenshot('recent-after-batch');
    await window.quickInput.escape();
    await window.quickInput.closed();
  });

  it('saves the result as a table that opens in the editor', async () => {
    const { window } = stage;
    await page.press('Save Result as CSV…');
    await window.quickInput.shown({ title: /^Save as CSV/ });
    await window.quickInput.accept();
    const text = await savedTable('uploaded photos');
    const [head, ...rows] = text.replace(/^\uFEFF|\r\n$/g, '').split('\r\n');
    assert.equal(
      head,
      '"File,Module,Record ID,Record,Outcome,Code,Message"'.replaceAll(',', '"\t"'),
    );
    assert.equal(rows.length, 25);
    assert.ok(
      rows.includes(
        `"SHOT-02.jpg"\t"Products"\t"=""${ids[1]}"""\t"Article SHOT-02"\t"Done"\t""\t""`,
      ),
      rows.join('\n'),
    );
  });

  it('skips unchanged pictures the second time, also converted ones', LONG_FORM, async () => {
    const { window, folder } = stage;
    await writeFile(
      path.join(folder, 'thirty', 'more', 'LARGE-1.jpg'),
      await sharp(await twelveMegapixels())
        .negate()
        .jpeg()
        .toBuffer(),
    );
    await begin('thirty');
    await byCode('_=/');
    await window.quickInput.shown({
      placeholder: /^Which picture\? One record has several \(SHOT-01/,
    });
    await window.quickInput.choose('The first by name');
    await page.shown('Upload 2 photos to Products?');
    // PHONE-1.heic was converted, but isn't converted again for this check.
    assert.deepEqual(await page.chips(), [
      'All 30',
      'Ready 1',
      'Will be resized 1',
      'No matching record 2',
      'Not selected 1',
      'Unchanged 24',
      'Can’t be read 1',
    ]);
    await page.filter('Unchanged');
    assert.ok((await page.rows()).some(({ file }) => file === 'PHONE-1.heic'));
    await page.filter('All');
    await window.screenshot('matching-every-state');
    await leave();
  });

  it('undoes all of it, once deleting photos is allowed', async () => {
    const { crm, person, window } = stage;
    const before = (await crm.requests()).length;
    await window.editors.show('Uploaded: thirty → Products');
    await page.press('Undo All…');
    await window.dialog.shown(/^Undo 25 photos uploaded to Products\?$/);
    await window.dialog.choose('Allow Deleting and Undo…');
    await person.answer(/^To allow deleting photos in Products/, await crm.issueCode());
    await window.notifications.waitFor(/^25 of 25 changes undone/);
    await page.counts('Undone', 25);
    await window.screenshot('matching-undone');
    assert.equal((await sides(ids[4])).width, 900);
    assert.equal(await photoOf(ids[0]), undefined);
    assert.ok((await crm.requests()).length > before);
    await window.notifications.clear();
  });

  it('matches by a table, lists rows without a file, and skips unchanged pictures', async () => {
    const { crm, window } = stage;
    await crm.addRecord('Products', { Product_Name: 'Twin', Product_Code: 'SHOT-08' });
    await begin('eight');
    await window.quickInput.choose('Products');
    await window.quickInput.shown({ placeholder: /^Match file names to/ });
    await window.quickInput.chooseOn('A mapping file…', /^Select the mapping file/);
    await window.quickInput.choose('codes.csv');
    await window.quickInput.shown({ placeholder: 'Which column contains the file names?' });
    await window.quickInput.accept();
    await window.quickInput.shown({ placeholder: 'Which column identifies the records?' });
    await window.quickInput.accept();
    await window.quickInput.shown({ placeholder: /^What does column “Code” contain/ });
    await window.quickInput.choose('Product Code');
    await page.shown('Upload 7 photos to Products?');
    assert.match((await page.lines()).join(' '), /1 file in the table isn’t in the folder\./);
    await page.press('Save Mapping…');
    await window.quickInput.shown({ placeholder: 'Who is the mapping for?' });
    await window.quickInput.choose('For Me');
    await window.quickInput.shown({ message: /^Name of the mapping/ });
    await window.quickInput.type('Catalogue by code');
    await window.quickInput.accept();
    // Until it is saved, the review takes no other request.
    await window.statusBar.waitFor(/^Mapping “Catalogue by code” saved/);
    await page.press('Upload 7 Photos');
    await window.notifications.waitFor(/^7 of 7 photos uploaded/);
    await window.notifications.clear();
    await begin('eight');
    const saved = await window.quickInput.items();
    assert.equal(saved[0]?.label, 'Catalogue by code');
    await window.quickInput.choose('Catalogue by code');
    await window.quickInput.shown({ placeholder: /^Select the mapping file/ });
    await window.quickInput.choose('codes.csv');
    await page.shown('No photos to upload to Products yet');
    await page.counts('Unchanged', 7);
    await page.turn('Skip Unchanged', false);
    await page.shown('Upload 7 photos to Products?');
    await leave();
  });

  it('is shown once: on its page, or in the status bar, which leads to the page', async () => {
    const { window } = stage;
    await startOver();
    await uploadSome(2);
    // VS Code shows it for a moment longer.
    await window.notifications.gone(/^Checking the pictures/);
    assert.deepEqual(await window.notifications.list(), []);
    assert.equal((await inStatusBar()).length, 0);
    await window.explorer.click('twelve/SHOT-02.jpg');
    const shown = await window.statusBar.waitFor(/^\d+ of 12 pictures/);
    assert.match(shown, /^2 of 12 pictures, [\d.]+ of [\d.]+ [KM]B/);
    await window.screenshot('matching-status-bar');
    assert.deepEqual(await window.notifications.list(), []);
    await window.statusBar.click(/ of 12 pictures/);
    await page.shown('Uploading 12 photos to Products');
    await window.statusBar.gone(/ of 12 pictures/);
  });

  it('a pause and a cancel leave no picture unknown', async () => {
    const { window } = stage;
    await page.press('Pause');
    await page.progressed(/^Pausing, 4 still uploading: 2 of 12 pictures/);
    await stage.crm.endFaults();
    await page.progressed(/^Paused: 6 of 12 pictures/);
    await page.counts('Uploading', 0);
    await page.counts('Unknown', 0);
    assert.equal(await countOfAll(), 12);
    await window.screenshot('matching-paused');
    await holdAllBut(1);
    await page.press('Resume');
    await page.counts('Done', 7);
    await page.counts('Uploading', 4);
    await page.press('Cancel');
    await page.shown('Canceling: 12 photos to Products');
    await window.screenshot('matching-canceling');
    await stage.crm.endFaults();
    // What had left is answered; nothing else was sent.
    await window.notifications.waitFor(/^11 of 12 photos uploaded to [^.]*\. 1 not sent yet\.$/);
    await page.counts('Unknown', 0);
    assert.equal(await countOfAll(), 12);
    assert.equal((await sent()).length, 11);
    await window.notifications.clear();
    await page.waitForLine(/^Canceled\. To upload the rest later/);
    await window.screenshot('matching-canceled');
  });

  it('resumes by command, continues while its page is closed, then shows the result', async () => {
    const { crm, window } = stage;
    await holdAllBut(0);
    await window.commandPalette.run('Zoho CRM Photos: Resume or View Uploads…');
    await window.quickInput.shown({ placeholder: 'Select an upload to resume or view' });
    await window.screenshot('matching-resume');
    await window.quickInput.accept();
    await page.counts('Uploading', 1);
    await window.commandPalette.run('View: Close Editor');
    await crm.endFaults();
    await window.notifications.press(/^12 of 12 photos uploaded/, 'Show Results');
    await page.shown('Upload of 12 photos to Products');
    assert.deepEqual(await page.chips(), ['All 12', 'Done 12']);
    assert.deepEqual(await page.actions(), ['Save Result as CSV…', 'Show Log', 'Undo All…']);
    const all = await sent();
    assert.equal(new Set(all).size, 12);
    assert.equal(all.length, 12, all.join(' '));
    await window.notifications.clear();
  });

  it('undoes one row by the menu and two by a key, each after a question that says where', async () => {
    const { window } = stage;
    const menu = await page.menuOf('SHOT-01.jpg');
    assert.deepEqual(await menu.labels(), ['Open Record', 'Show Picture', 'Undo…']);
    await menu.point('Undo…');
    await window.screenshot('matching-undo-row');
    await menu.choose('Undo…');
    const asked = await window.dialog.shown(/^Undo the upload to Article SHOT-01 in /);
    assert.match(asked.message, /Northwind Traders \(PRODUCTION\)\?$/);
    assert.equal(asked.detail, 'The record had no photo before, so the photo is deleted.');
    await window.dialog.choose('Undo');
    const { note } = await page.inState('SHOT-01.jpg', 'Undone');
    assert.equal(note, 'The record has no photo again.');
    assert.equal(await photoOf(ids[0]), undefined);
    assert.deepEqual(await page.chips(), ['All 12', 'Done 11', 'Undone 1']);
    await window.notifications.clear();

    await page.pressKeyOn(['SHOT-02.jpg', 'SHOT-04.jpg'], 'ControlOrMeta+z');
    const several = await window.dialog.shown(/^Undo 2 photos uploaded to Products\?$/);
    assert.match(several.detail, /^Northwind Traders \(PRODUCTION\)/);
    await window.screenshot('matching-undo-two');
    await window.dialog.choose('Cancel');
    assert.notEqual(await photoOf(ids[1]), undefined);
    await page.pressKeyOn(['SHOT-02.jpg', 'SHOT-04.jpg'], 'ControlOrMeta+z');
    await window.dialog.shown(/^Undo 2 photos/);
    await window.dialog.choose('Undo');
    await page.counts('Undone', 3);
    assert.deepEqual(await Promise.all([1, 2, 3].map((n) => photoOf(ids[n]))), [
      undefined,
      await photoOf(ids[2]),
      undefined,
    ]);
    assert.notEqual(await photoOf(ids[2]), undefined);
    await window.screenshot('matching-undone-rows');
    await window.notifications.clear();
    await window.commandPalette.run('View: Close All Editors');
  });

  it('retries one row of those that failed', async () => {
    const { crm, window } = stage;
    for (const n of [0, 3]) {
      const path = `${ids[n]}/photo`;
      await crm.fault({ method: 'POST', path, answer: { status: 400, body: LOCKED } });
    }
    await begin('twelve');
    await window.quickInput.choose('Products by Product Code');
    await page.shown('Upload 3 photos to Products?');
    assert.deepEqual(await window.editors.tabs(), ['Review: twelve → Products']);
    await page.press('Upload 3 Photos');
    await page.counts('Failed', 2);
    await page.shown('Upload of 3 photos to Products');
    // What failed comes first.
    assert.deepEqual(
      (await page.rows()).map(({ file, state }) => [file, state]),
      [
        ['SHOT-01.jpg', 'Failed'],
        ['SHOT-04.jpg', 'Failed'],
        ['SHOT-02.jpg', 'Done'],
      ],
    );
    await window.screenshot('matching-failed-rows');
    await window.notifications.clear();
    const before = (await sent()).length;
    await page.pressKeyOn(['SHOT-04.jpg'], 'r');
    await page.inState('SHOT-04.jpg', 'Done');
    await page.counts('Failed', 1);
    assert.deepEqual((await sent()).slice(before), [ids[3]]);
    await page.shown('Upload of 3 photos to Products');
    await window.notifications.clear();
    assert.deepEqual(await page.choose('SHOT-01.jpg', 'Retry'), [
      'Open Record',
      'Show Picture',
      'Retry',
    ]);
    await page.counts('Done', 3);
    await window.notifications.clear();
  });

  it('reopens after a reload during the upload and resumes', LONG_FORM, async () => {
    const { window } = stage;
    await startOver();
    await until('VS Code to have forgotten the other pages', async () =>
      (await isRemembered()) ? undefined : true,
    );
    const path = `${ids[1]}/photo`;
    await stage.crm.fault({ method: 'POST', path, answer: { status: 400, body: LOCKED } });
    await uploadSome(3);
    const before = await page.inState('SHOT-02.jpg', 'Failed');
    await until('VS Code to remember the page', async () =>
      (await isRemembered()) ? true : undefined,
    );
    await window.reload();
    await page.shown('Interrupted: 12 photos to Products');
    assert.deepEqual(await page.inState('SHOT-02.jpg', 'Failed'), before);
    assert.match(before.record, /^Article SHOT-02 \d+$/);
    assert.match(before.note, /^The record is locked in the CRM/);
    await window.screenshot('matching-broken-off');
    await stage.crm.endFaults();
    await page.press('Resume');
    await window.notifications.waitFor(/^12 of 12 photos uploaded/);
    const all = await sent();
    assert.equal(new Set(all).size, 12);
    // The failed one was sent twice. For interrupted uploads, the response was lost: they are
    // checked instead of sent again.
    assert.equal(all.length, 12 + 1, all.join(' '));
    await checkPhotos(12);
    await window.notifications.clear();
  });

  it(
    'a review doesn’t survive a reload, and no older upload takes its place',
    LONG_FORM,
    async () => {
      const { window } = stage;
      await startOver();
      await uploadSome(1);
      await page.press('Cancel');
      await page.shown('Canceling: 12 photos to Products');
      await stage.crm.endFaults();
      await window.notifications.waitFor(/not sent yet\./);
      await window.notifications.clear();
      await window.commandPalette.run('View: Close All Editors');
      await until('VS Code to have forgotten the other pages', async () =>
        (await isRemembered()) ? undefined : true,
      );
      await begin('eight');
      await window.quickInput.choose('Products by Product Code');
      await page.shown('Upload 8 photos to Products?');
      await until('VS Code to remember the page', async () =>
        (await isRemembered(/zohoCrmPhotos\.batch.*at\W+\d{13}/s)) ? true : undefined,
      );
      await window.reload();
      await window.notifications.waitFor(/^Nothing was sent, because a review ends/);
      assert.deepEqual(await window.editors.tabs(), []);
      await window.notifications.clear();
    },
  );

  it('another window shows that it’s running but can’t control it', LONG_FORM, async () => {
    const { window } = stage;
    await startOver();
    await uploadSome(1);
    // A window of the same folder starts with the pages that VS Code remembers.
    await until('VS Code to remember the page', async () =>
      (await isRemembered()) ? true : undefined,
    );
    const other = await window.another();
    try {
      const otherPage = new BatchPage(other.editors);
      await otherPage.shown('In another window: 12 photos to Products');
      await other.screenshot('matching-elsewhere');
      assert.deepEqual(await otherPage.actions(), ['Show Log']);
      await window.page.bringToFront();
      await stage.crm.endFaults();
      await window.notifications.waitFor(/^12 of 12 photos uploaded/);
      await other.page.bringToFront();
      await otherPage.shown('Upload of 12 photos to Products');
      assert.equal((await sent()).length, 12);
    } finally {
      await other.page.close();
    }
    await window.notifications.clear();
  });

  it(
    'an extension host that is killed: the page says so, and leads on',
    { skip: process.platform === 'win32' },
    async () => {
      const { window } = stage;
      await startOver();
      await uploadSome(4);
      killExtensionHosts();
      await page.outOfTouch(/Disconnected/);
      await window.screenshot('matching-disconnected');
      await page.resume();
      await page.shown('Interrupted: 12 photos to Products');
      assert.equal((await window.editors.tabs()).length, 1);
      await stage.crm.endFaults();
      await page.press('Resume');
      await window.notifications.waitFor(/^12 of 12 photos uploaded/);
      const all = await sent();
      // For interrupted uploads, the response was lost: they are checked instead of sent again.
      assert.equal(new Set(all).size, 12);
      assert.equal(all.length, 12, all.join(' '));
      await checkPhotos(12);
      await window.notifications.clear();
    },
  );

  it('works the same in the sandbox, with the same mapping', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    await window.commandPalette.run('Zoho CRM Photos: Switch Account for This Workspace…');
    await window.quickInput.choose('Sign in to another account…');
    await person.answerSignInWithKeptClient({ proof: await crm.issueCode({ org: 'sandbox' }) });
    // Until then, commands use the previous account.
    await window.notifications.waitFor(/^Now using .*SANDBOX northwindsandbox/);
    await window.notifications.clear();
    await begin('eight');
    await window.quickInput.choose('Catalogue by code');
    await window.quickInput.shown({ placeholder: /^Select the mapping file/ });
    await window.quickInput.choose('codes.csv');
    await page.shown('No photos to upload to Products yet');
    assert.equal(await page.place(), 'Northwind Traders SANDBOX northwindsandbox');
    await window.screenshot('matching-sandbox');
    await leave();
  });
});
