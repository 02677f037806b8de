import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chair, lamp } from '../drawings.ts';
import { until } from '../vscode/workbench/until.ts';
import { BatchPage } from './batchPage.ts';
import { UPLOAD_FOLDER } from './person.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

/** Names of articles, whose codes are the names of files, as far as there are any. */
const ARTICLES = ['Chair 1', 'Chair 2', 'Table 1', 'Table 2', 'Sofa'];

describe('comparing a folder with a module', () => {
  let stage: Stage;
  let page: BatchPage;
  /** By name. */
  let ids: ReadonlyMap<string, string>;

  before(async () => {
    stage = await openStage({
      files: { 'shots/CHAIR-1.png': await chair(), 'shots/CHAIR-2.jpg': await lamp() },
    });
    page = new BatchPage(stage.window.editors);
    await stage.person.signIn();
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

  after(async () => {
    await stage.close();
  });

  function idOf(name: string): string {
    return ids.get(name) ?? '';
  }

  /** Opens the review of the folder, which matches by product code. */
  async function review(): Promise<void> {
    const { explorer, quickInput } = stage.window;
    await explorer.choose(['shots'], UPLOAD_FOLDER);
    await quickInput.shown({ placeholder: /^Which module/ });
    await quickInput.choose('Products');
    await quickInput.shown({ placeholder: /^Match file names to/ });
    await quickInput.choose('Product Code');
    await quickInput.shown({ placeholder: /^File name pattern/ });
    await quickInput.choose('{key}');
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
    await page.press('Find Records without Photos…');
    const { detail } = await dialog.shown(/^Find records in Products without photos\?$/);
    assert.match(detail, /Northwind Traders \(PRODUCTION\).* API credit/);
    await window.screenshot('find-without-photos');
    await dialog.choose('Cancel');
    await page.press('Find Records without Photos…');
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
    assert.equal(head, 'Record\tName');
    assert.ok(rows.includes(`"=""${idOf('Table 1')}"""\tTable 1`), rows.join('\n'));
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
});
