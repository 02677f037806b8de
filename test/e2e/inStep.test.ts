import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chair, lamp, mug, portrait } from '../drawings.ts';
import { until } from '../vscode/workbench/until.ts';
import { BatchPage } from './batchPage.ts';
import { UPLOAD_FOLDER } from './person.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

const MODULE = 'Products';

describe('a folder that was uploaded before', () => {
  let stage: Stage;
  let page: BatchPage;
  /** The IDs of STEP-1 and so on. */
  let ids: string[];

  before(async () => {
    stage = await openStage({
      files: {
        'shots/STEP-1.png': await mug(),
        'shots/STEP-2.png': await lamp(),
        'shots/STEP-3.png': await chair(),
        'shots/STEP-4.png': await portrait(),
      },
    });
    page = new BatchPage(stage.window.editors);
    await stage.person.signIn();
    ids = await stage.crm.addRecords(MODULE, [1, 2, 3, 4, 5].map(article));
  });

  after(async () => {
    await stage.close();
  });

  function article(n: number): object & Record<string, unknown> {
    return { Product_Name: `Step ${n}`, Product_Code: `STEP-${n}` };
  }

  function idOf(n: number): string {
    return ids[n - 1] ?? '';
  }

  function change(n: number, bytes: Uint8Array): Promise<void> {
    return writeFile(path.join(stage.folder, 'shots', `STEP-${n}.png`), bytes);
  }

  async function stored(n: number): Promise<Uint8Array | null> {
    return stage.crm.photoBytes(MODULE, idOf(n));
  }

  /** Opens the review of the folder, which matches by product code. */
  async function review(): Promise<void> {
    const { explorer, quickInput } = stage.window;
    await explorer.choose(['shots'], UPLOAD_FOLDER);
    await quickInput.shown({ placeholder: /^Which module/ });
    await quickInput.choose(MODULE);
    await quickInput.shown({ placeholder: /^Match file names to/ });
    await quickInput.choose('Product Code');
    await quickInput.shown({ placeholder: /^File name pattern/ });
    await quickInput.choose('{key}');
  }

  async function leave(button = 'Cancel'): Promise<void> {
    const { length } = await stage.window.editors.tabs();
    await page.press(button);
    await until('the page to close', async () =>
      (await stage.window.editors.tabs()).length < length ? true : undefined,
    );
  }

  async function finish(result: RegExp): Promise<void> {
    await stage.window.notifications.waitFor(result);
    await stage.window.notifications.clear();
  }

  /** Requests that change something in the CRM. */
  async function writes(): Promise<string[]> {
    const requests = await stage.crm.requests();
    return requests
      .filter(({ method, path: at }) => method !== 'GET' && at.includes('/photo'))
      .map(({ method, path: at }) => `${method} ${at}`);
  }

  it('is in step: a second and a third comparison say so, and write nothing', async () => {
    await review();
    await page.shown('Upload 4 photos to Products?');
    await page.press('Upload 4 Photos');
    await finish(/^4 of 4 photos uploaded/);
    const before = await writes();
    assert.equal(before.length, 4);
    for (const _ of [2, 3]) {
      await review();
      await page.shown('4 photos are in step with Products');
      assert.deepEqual(await page.chips(), ['All 4', 'Unchanged 4']);
      const actions = await page.actions();
      assert.equal(actions[0], 'Close');
      assert.ok(!actions.some((action) => action.startsWith('Upload')), actions.join());
      await stage.window.screenshot('in-step');
      await leave('Close');
    }
    assert.deepEqual(await writes(), before);
  });

  it('keeps what was changed in the CRM since, unless the picture has changed, too', async () => {
    const { crm } = stage;
    const theirs = await portrait();
    await crm.putPhoto(MODULE, idOf(1), theirs);
    await crm.removePhoto(MODULE, idOf(2));
    await change(3, await lamp());
    await crm.putPhoto(MODULE, idOf(4), await chair());
    await change(4, await mug());
    await review();
    await page.shown('Upload 2 photos to Products?');
    await page.waitForLine('Since your last upload: 3 changed in the CRM and 1 changed here.');
    await page.waitForLine(/^2 photos were changed in the CRM since your last upload, so they’re/);
    assert.deepEqual(await page.chips(), ['All 4', 'Ready 1', 'Changed in the CRM 3']);
    await stage.window.screenshot('changed-since');
    await page.filter('Changed in the CRM');
    assert.deepEqual(
      (await page.rows()).map(({ file, goesUp }) => [file, goesUp]),
      [
        ['STEP-1.png', false],
        ['STEP-2.png', false],
        ['STEP-4.png', true],
      ],
    );
    await page.press('Upload 2 Photos');
    await finish(/^2 of 2 photos uploaded/);
    assert.deepEqual(await stored(1), new Uint8Array(theirs));
    assert.equal(await stored(2), null);
    assert.deepEqual(await stored(3), new Uint8Array(await lamp()));
    assert.deepEqual(await stored(4), new Uint8Array(await mug()));
  });

  it('is in step again after its pictures were uploaded one by one', async () => {
    const { person } = stage;
    await person.rightClick('shots/STEP-1.png');
    await person.answerTarget({ module: MODULE, id: idOf(1) });
    await person.replacement.shown();
    await person.replacement.press('Replace');
    await person.result('STEP-1.png');
    await person.rightClick('shots/STEP-2.png');
    await person.answerTarget({ module: MODULE, id: idOf(2) });
    await person.result('STEP-2.png');
    await stage.window.notifications.clear();
    await review();
    await page.shown('4 photos are in step with Products');
    await leave('Close');
  });

  it('is uploaded only to records that have no photo, even if one gets it meanwhile', async () => {
    const theirs = await portrait();
    await change(5, await chair());
    await review();
    await page.shown('Upload 1 photo to Products?');
    await page.turn('Skip Unchanged', false);
    await page.shown('Upload 5 photos to Products?');
    await page.turn('Only Records Without a Photo', true);
    await page.shown('Upload 1 photo to Products?');
    assert.deepEqual(await page.chips(), ['All 5', 'Ready 1', 'Has a photo 4']);
    await stage.window.screenshot('only-without-photo');
    await stage.crm.putPhoto(MODULE, idOf(5), theirs);
    await page.press('Upload 1 Photo');
    await finish(/^0 of 1 photo uploaded to .*\. 1 skipped \(had a photo\)\.$/);
    await page.inState('STEP-5.png', 'Has a photo');
    assert.deepEqual(await stored(5), new Uint8Array(theirs));
  });

  it('isn’t said to be changed where the CRM marks each photo anew', async () => {
    await stage.crm.patchSwitches({ recordImageStays: false });
    await review();
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
