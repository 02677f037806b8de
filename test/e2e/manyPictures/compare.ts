import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { chair, lamp, mug, portrait } from '../../drawings.ts';
import { LONG_FORM } from '../../long.ts';
import { until } from '../../vscode/workbench/until.ts';
import { BatchPage } from '../batchPage.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

/** Names of articles, whose codes are the names of files, as far as there are any. */
const ARTICLES = ['Chair 1', 'Chair 2', 'Table 1', 'Table 2', 'Sofa'];

const MODULE = 'Products';

export async function compareFiles(): Promise<Record<string, Buffer>> {
  return {
    'shots/CHAIR-1.png': await chair(),
    'shots/CHAIR-2.jpg': await lamp(),
    'steps/STEP-1.png': await mug(),
    'steps/STEP-2.png': await lamp(),
    'steps/STEP-3.png': await chair(),
    'steps/STEP-4.png': await portrait(),
  };
}

describe('comparing a folder with a module', () => {
  let stage: Stage;
  let page: BatchPage;
  /** By name. */
  let ids: ReadonlyMap<string, string>;

  before(async () => {
    stage = await sharedStage();
    page = new BatchPage(stage.window.editors);
    await stage.reset();
    const added = await stage.crm.addRecords(
      'Products',
      ARTICLES.map((name) => ({
        Product_Name: name,
        Product_Code: name.toUpperCase().replace(' ', '-'),
      })),
    );
    ids = new Map(ARTICLES.map((name, n) => [name, added[n] ?? '']));
    await stage.crm.putPhoto('Products', idOf('Sofa'), await lamp());
  });

  function idOf(name: string): string {
    return ids.get(name) ?? '';
  }

  /** Opens the review of the folder, which matches by product code. */
  async function review(folder = 'shots'): Promise<void> {
    await stage.person.matchByCode(folder);
  }

  async function listed(): Promise<number> {
    const requests = await stage.crm.requests();
    return requests.filter(({ path: at }) => at.includes('/Products?fields=')).length;
  }

  it('finds the records without photos once the person has agreed to what it costs', async () => {
    const { window } = stage;
    const { dialog, notifications } = window;
    await review();
    await page.shown('Upload 2 photos to Products?');
    await page.press('Find Records Without Photos…');
    const { detail } = await dialog.shown(/^Find records in Products without photos\?$/);
    assert.match(detail, /Northwind Traders \(PRODUCTION\).* API credit/);
    await window.screenshot('find-without-photos');
    await dialog.choose('Cancel');
    await page.press('Find Records Without Photos…');
    await dialog.shown(/^Find records in Products/);
    assert.equal(await listed(), 0);
    await dialog.choose('Find Records');
    await page.waitForLine('7 records in Products have no photo and no picture here.');
    assert.equal(await listed(), 1);
    assert.deepEqual(await page.chips(), ['All 9', 'Ready 2', 'Without photo 7']);
    // They aren't pictures: what is uploaded is the same.
    await page.shown('Upload 2 photos to Products?');
    await notifications.gone(/^Finding records/);
    await notifications.hide();
    await page.filter('Without photo');
    assert.deepEqual(
      (await page.rows()).map(({ record }) => record.replace(/ \d+$/, '')).slice(-3),
      ['Paper kite', 'Table 1', 'Table 2'],
    );
    await page.filter('All');
    await window.screenshot('records-without-photos');
  });

  it('saves them as a table', async () => {
    const { editors, quickInput } = stage.window;
    await page.press('Save Records as CSV…');
    await quickInput.shown({ title: /^Save as CSV/ });
    await quickInput.accept();
    await until('the table in the editor', async () =>
      (await editors.tabs()).includes('records without photos') ? true : undefined,
    );
    const file = path.join(stage.folder, 'shots', 'records without photos.csv');
    const [head, ...rows] = (await readFile(file, 'utf16le')).replace(/^\uFEFF/, '').split('\r\n');
    assert.equal(head, '"Record"\t"Name"');
    assert.ok(rows.includes(`"=""${idOf('Table 1')}"""\t"Table 1"`), rows.join('\n'));
    assert.equal(rows.length, 8);
    await editors.show('Review: shots → Products');
    await page.shown('Upload 2 photos to Products?');
  });

  it('a picture is chosen for one, and another dropped from the explorer', async () => {
    const { window } = stage;
    const { explorer, quickInput } = window;
    await page
      .recordRow('Table 1')
      .getByRole('button', { name: 'Choose Picture for Table 1…' })
      .click();
    // VS Code fills in the folder a moment later, over whatever is typed by then.
    await quickInput.shown({ title: 'Picture for Table 1', value: /shots\/$/ });
    await quickInput.found((items) => items.some(({ label }) => label === 'CHAIR-1.png'));
    await quickInput.type(path.join(stage.folder, 'mug.jpg'));
    await quickInput.found((items) => items.some(({ label }) => label === 'mug.jpg'));
    await quickInput.choose('mug.jpg');
    await page.shown('Upload 3 photos to Products?');
    await page.counts('Without photo', 6);
    assert.equal((await page.inState('mug.jpg', 'Ready')).record, `Table 1 ${idOf('Table 1')}`);
    await page.pictureDrawn('mug.jpg');
    const row = page.recordRow('Table 2');
    const { keyboard, mouse } = window.page;
    await (await explorer.find('lamp.jpg')).hover();
    await mouse.down();
    const box = await row.boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await mouse.move(x, y - 10, { steps: 5 });
    // Only now does VS Code pass the drag on to the page.
    await keyboard.down('Shift');
    await mouse.move(x, y, { steps: 5 });
    await page.frame.locator('.row.drop-target').waitFor();
    await mouse.up();
    await keyboard.up('Shift');
    await page.shown('Upload 4 photos to Products?');
    await page.counts('Without photo', 5);
    await window.screenshot('picture-for-record');
  });

  it('uploads them with the others, and nothing else', async () => {
    await page.press('Upload 4 Photos');
    await page.counts('Done', 4);
    assert.deepEqual(await page.chips(), ['All 4', 'Done 4']);
    const names = await Promise.all(
      ARTICLES.map(async (name) => (await stage.crm.photo('Products', idOf(name)))?.fileName),
    );
    assert.deepEqual(names.slice(0, 4), ['CHAIR-1.png', 'CHAIR-2.jpg', 'mug.jpg', 'lamp.jpg']);
  });

  describe('a folder that was uploaded before', () => {
    /** The IDs of STEP-1 and so on. */
    let ids: string[];

    before(async () => {
      await stage.window.notifications.clear();
      ids = await stage.crm.addRecords(MODULE, [1, 2, 3, 4, 5].map(article));
    });

    function article(n: number): object & Record<string, unknown> {
      return { Product_Name: `Step ${n}`, Product_Code: `STEP-${n}` };
    }

    function stepOf(n: number): string {
      return ids[n - 1] ?? '';
    }

    function change(n: number, bytes: Uint8Array): Promise<void> {
      return writeFile(path.join(stage.folder, 'steps', `STEP-${n}.png`), bytes);
    }

    async function stored(n: number): Promise<Uint8Array | null> {
      return stage.crm.photoBytes(MODULE, stepOf(n));
    }

    async function leave(button = 'Cancel'): Promise<void> {
      const { length } = await stage.window.editors.tabs();
      await page.press(button);
      await until('the page to close', async () =>
        (await stage.window.editors.tabs()).length < length ? true : undefined,
      );
      // It takes the focus, which would close a menu.
      await page.shown(/^Upload of/);
    }

    async function finish(result: RegExp): Promise<void> {
      await stage.window.notifications.waitFor(result);
      await stage.window.notifications.clear();
    }

    /** Requests that change something in the CRM: a query is sent by POST, too, and changes nothing. */
    async function writes(): Promise<string[]> {
      const requests = await stage.crm.requests();
      return requests
        .filter(({ server, method }) => server === 'api' && method !== 'GET')
        .filter(({ path: at }) => !at.endsWith('/coql'))
        .map(({ method, path: at }) => `${method} ${at}`);
    }

    it('is in step: another comparison says so, and writes nothing', async () => {
      await review('steps');
      await page.shown('Upload 4 photos to Products?');
      await page.press('Upload 4 Photos');
      await finish(/^4 of 4 photos uploaded/);
      const before = await writes();
      await review('steps');
      await page.shown('4 photos are in step with Products');
      assert.deepEqual(await page.chips(), ['All 4', 'Unchanged 4']);
      const actions = await page.actions();
      assert.equal(actions[0], 'Close');
      assert.ok(!actions.some((action) => action.startsWith('Upload')), actions.join());
      await stage.window.notifications.gone(/^(Finding|Comparing)/);
      await stage.window.screenshot('in-step');
      await leave('Close');
      assert.deepEqual(await writes(), before);
    });

    it('keeps what was changed in the CRM since, unless the picture has changed, too', async () => {
      const { crm } = stage;
      const theirs = await portrait();
      await crm.putPhoto(MODULE, stepOf(1), theirs);
      await crm.removePhoto(MODULE, stepOf(2));
      await change(3, await lamp());
      await crm.putPhoto(MODULE, stepOf(4), await chair());
      await change(4, await mug());
      await review('steps');
      await page.shown('Upload 3 photos to Products?');
      await page.waitForLine('Since your last upload: 3 changed in the CRM and 1 changed here.');
      await page.waitForLine(
        /^1 photo was changed in the CRM since your last upload, so it’s excluded\..* 1 photo was removed/,
      );
      assert.deepEqual(await page.chips(), ['All 4', 'Ready 1', 'Changed in the CRM 3']);
      await stage.window.notifications.gone(/^(Finding|Comparing)/);
      await stage.window.screenshot('changed-since');
      await page.filter('Changed in the CRM');
      assert.deepEqual(
        (await page.rows()).map(({ file, goesUp }) => [file, goesUp]),
        [
          ['STEP-1.png', false],
          ['STEP-2.png', true],
          ['STEP-4.png', true],
        ],
      );
      await page.press('Upload 3 Photos');
      await finish(/^3 of 3 photos uploaded/);
      assert.deepEqual(await stored(1), new Uint8Array(theirs));
      assert.deepEqual(await stored(2), new Uint8Array(await lamp()));
      assert.deepEqual(await stored(3), new Uint8Array(await lamp()));
      assert.deepEqual(await stored(4), new Uint8Array(await mug()));
    });

    it('is in step again after the excluded picture was uploaded by itself', async () => {
      const { person } = stage;
      await person.rightClick('steps/STEP-1.png');
      await person.answerTarget({ module: MODULE, id: stepOf(1) });
      await person.replacement.shown();
      await person.replacement.press('Replace');
      await person.result('STEP-1.png');
      await stage.window.notifications.clear();
      await review('steps');
      await page.shown('4 photos are in step with Products');
      await leave('Close');
    });

    it('is uploaded only to records that have no photo, even if one gets it meanwhile', async () => {
      const theirs = await portrait();
      await change(5, await chair());
      await review('steps');
      await page.shown('Upload 1 photo to Products?');
      await page.turn('Skip Unchanged', false);
      await page.shown('Upload 5 photos to Products?');
      await page.turn('Only Records Without a Photo', true);
      await page.shown('Upload 1 photo to Products?');
      assert.deepEqual(await page.chips(), ['All 5', 'Ready 1', 'Has a photo 4']);
      await stage.window.screenshot('only-without-photo');
      await stage.crm.putPhoto(MODULE, stepOf(5), theirs);
      await page.press('Upload 1 Photo');
      await finish(/^0 of 1 photo uploaded to .*\. 1 skipped \(had a photo\)\.$/);
      await page.inState('STEP-5.png', 'Has a photo');
      assert.deepEqual(await stored(5), new Uint8Array(theirs));
    });

    it('isn’t said to be changed where the CRM marks each photo anew', LONG_FORM, async () => {
      await stage.crm.patchSwitches({ recordImageStays: false });
      await review('steps');
      await page.shown('Upload 5 photos to Products?');
      await page.waitForLine(
        'Since your last upload: 4 unknown and 1 with a photo from elsewhere.',
      );
      assert.match(
        (await page.inState('STEP-1.png', 'Ready')).note,
        /It’s not known whether the record still has it\.$/,
      );
      await leave();
    });
  });
});
