import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ToBatchPage } from '../../src/batch/page/messages.ts';
import { checkingPhotos } from '../../src/batch/words/review.ts';
import { doneOf } from '../../src/ui/words/numbers.ts';
import {
  BEGUN,
  found,
  item,
  many,
  nearRecord,
  noRecord,
  overOf,
  PAUSED,
  progressOf,
  REFUSED,
  reviewed,
  reviewOf,
  runOf,
} from './batchContent.ts';
import { until } from '../vscode/workbench/until.ts';
import type { BatchStage } from './batchStage.ts';
import { openBatchStage } from './batchStage.ts';
import { SCREENSHOTS } from './pageInBrowser.ts';
import { pageTexts } from '../../src/batch/words/page.ts';

const WIDE = { width: 1180, height: 760 };
/** At most this many row elements are in the page, however many rows there are. */
const MOST_ROWS = 60;
/** Row height in pixels when the page isn't narrow. */
const ROW = 48;

describe('the page of a batch', () => {
  let stage: BatchStage;

  before(async () => {
    stage = await openBatchStage();
  });

  after(async () => {
    await stage.close();
  });

  beforeEach(async () => {
    await stage.openNew('vscode-dark', WIDE);
  });

  /** Twelve: 0 to 7 are uploaded, 8 and 9 have no record, 10 and 11 are excluded. */
  async function showDozen(): Promise<void> {
    await stage.show(
      reviewOf(
        many(reviewed, 12, (n) => ({
          ...(n === 8 || n === 9 ? noRecord(n) : {}),
          isExcluded: n > 9,
        })),
      ),
    );
  }

  it('says how many pictures are uploaded, and where to', async () => {
    const { page } = stage;
    const review = reviewOf(many(reviewed, 3));
    await stage.show(review);
    await page.getByRole('heading', { level: 1, name: 'Upload 3 photos to Products?' }).waitFor();
    const place = page.locator('#place');
    assert.equal((await place.innerText()).replace(/\s+/g, ' '), 'Northwind Traders PRODUCTION');
    // Not by its color alone.
    assert.equal(await place.locator('[data-icon=warning]').count(), 1);
    assert.deepEqual(await page.locator('#lines li').allTextContents(), review.facts.lines);

    const stopped = runOf(many(item, 3), { kind: 'resting', stop: 'credits-used-up' });
    await stage.show(stopped);
    assert.equal(await place.locator('[data-icon=warning]').count(), 0);
    assert.equal(stopped.facts.warnings.length, 1);
    assert.deepEqual(
      await page.getByRole('list', { name: 'Warnings' }).getByRole('listitem').allTextContents(),
      stopped.facts.warnings,
    );
  });

  it('has buttons and switches, and says which are pressed', async () => {
    const { page } = stage;
    await stage.show(reviewOf([...many(reviewed, 3), reviewed(3, { isUnchanged: true })]));
    await page.getByRole('button', { name: 'Upload 3 Photos' }).click();
    assert.deepEqual(await stage.saidNext('action'), { kind: 'action', action: 'start' });
    const skipping = page.getByRole('switch', { name: 'Skip Unchanged' });
    assert.equal(await skipping.getAttribute('aria-checked'), 'true');
    await skipping.click();
    assert.deepEqual(await stage.saidNext('action'), { kind: 'action', action: 'skip-unchanged' });

    await stage.show(reviewOf(many(reviewed, 3, () => ({ isExcluded: true }))));
    const start = page.getByRole('button', { name: 'Upload', exact: true });
    assert.equal(await start.getAttribute('aria-disabled'), 'true');
    const reason = (await start.getAttribute('aria-describedby')) ?? '';
    assert.equal(
      await page.locator(`#${reason}`).textContent(),
      'No pictures are ready to upload.',
    );
    await start.click({ force: true });
    await page.getByRole('button', { name: 'Save Mapping…' }).click();
    assert.deepEqual(await stage.said(), [{ kind: 'action', action: 'save-mapping' }]);
  });

  it('keeps the focus on a button while others come and go', async () => {
    const { page } = stage;
    const items = many(item, 3);
    const running = runOf(items);
    await stage.show(running);
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await stage.send({ kind: 'facts', facts: runOf(items, PAUSED).facts });
    assert.equal(await page.locator(':focus').innerText(), 'Cancel');
    await page.getByRole('button', { name: 'Resume' }).focus();
    await stage.send({ kind: 'facts', facts: running.facts });
    assert.equal(await page.locator(':focus').innerText(), 'Pause');
  });

  it('shows the progress of a run', async () => {
    const bar = stage.page.getByRole('progressbar');
    await stage.show(runOf(many(item, 3)));
    assert.equal(await bar.count(), 0);
    const text = '120 of 900 pictures, 36 of 270 MB, 4 minutes left';
    await stage.progress(progressOf());
    assert.equal(await bar.getAttribute('aria-valuenow'), '13');
    assert.equal(await bar.getAttribute('aria-valuetext'), text);
    await stage.page.getByText(text).first().waitFor();
    await stage.progress({ text: checkingPhotos() });
    assert.equal(await bar.getAttribute('aria-valuenow'), null);
    await stage.progress(undefined);
    assert.equal(await bar.count(), 0);
  });

  it('announces progress to screen readers, but not too often', async () => {
    // The page's clock is controlled by the test.
    const slow = await openBatchStage();
    try {
      await slow.page.clock.install();
      await slow.open();
      const status = slow.page.getByRole('status');
      const run = runOf(many(item, 2));
      await slow.show(run);
      assert.equal(await status.textContent(), run.facts.title);
      await slow.page.clock.pauseAt(Date.now() + 3_600_000);
      await slow.post({ kind: 'progress', progress: { text: doneOf(1, 2) } });
      assert.equal(await status.textContent(), '1 of 2');
      await slow.post({ kind: 'progress', progress: { text: doneOf(2, 2) } });
      await slow.page.clock.runFor(9000);
      assert.equal(await status.textContent(), '1 of 2');
      await slow.page.clock.runFor(1000);
      assert.equal(await status.textContent(), '2 of 2');
    } finally {
      await slow.close();
    }
  });

  it('filters by state, and counts', async () => {
    await showDozen();
    const chips = stage.page.getByRole('group', { name: 'Filter by state' }).getByRole('button');
    const texts = async (): Promise<string[]> => chips.allInnerTexts();
    assert.deepEqual(await texts(), ['All 12', 'Ready 8', 'No matching record 2', 'Excluded 2']);
    await stage.page.getByRole('button', { name: 'No matching record 2' }).click();
    await stage.drawn();
    assert.deepEqual(await stage.files(), ['SKU0008.jpg', 'SKU0009.jpg']);
    assert.equal(await stage.grid.getAttribute('aria-rowcount'), '3');
    assert.equal(await stage.page.getByRole('status').textContent(), '2 of 12 shown');
    // The selected filter stays, even when nothing matches.
    await stage.send({ kind: 'rows', rows: reviewOf([reviewed(8), reviewed(9)]).rows });
    assert.deepEqual(await texts(), ['All 12', 'Ready 10', 'No matching record 0', 'Excluded 2']);
    assert.deepEqual(await stage.files(), []);
    await stage.page.getByRole('button', { name: 'Show All' }).click();
    await stage.drawn();
    assert.equal((await stage.files()).length, 12);
    assert.deepEqual(await texts(), ['All 12', 'Ready 10', 'Excluded 2']);
  });

  it('filters by file and record names, whatever their Unicode normalization', async () => {
    await stage.show(
      reviewOf([
        reviewed(0, { path: 'Stühle/Sessel.jpg'.normalize('NFD') }),
        reviewed(1, found(1, { name: 'Stühle' })),
        reviewed(2),
      ]),
    );
    const field = stage.page.getByRole('searchbox', { name: 'Filter by file or record' });
    await stage.press('Control+f');
    await stage.page.keyboard.type('STÜHLE');
    await stage.drawn();
    assert.deepEqual(await stage.files(), ['Sessel.jpg', 'SKU0001.jpg']);
    await field.fill('625002');
    await stage.drawn();
    assert.deepEqual(await stage.files(), ['SKU0002.jpg']);
    await stage.press('Escape');
    assert.equal((await stage.files()).length, 3);
  });

  it('can be used with the keyboard alone', async () => {
    await stage.show(reviewOf(many(reviewed, 200)));
    await stage.grid.focus();
    await stage.press('ArrowDown', 'ArrowDown', 'ArrowUp');
    assert.match(await stage.activeRow(), /SKU0001/);
    await stage.press('End');
    assert.match(await stage.activeRow(), /SKU0199/);
    await stage.press('PageUp');
    const pageUp = await stage.activeRow();
    assert.doesNotMatch(pageUp, /SKU0199/);
    await stage.press('PageDown');
    assert.match(await stage.activeRow(), /SKU0199/);
    await stage.press('Home', 'Enter');
    assert.deepEqual(await stage.saidNext('show-picture'), { kind: 'show-picture', ns: [0] });
    await stage.press('F2');
    assert.deepEqual(await stage.saidNext('change-record'), { kind: 'change-record', n: 0 });
    await stage.press('Control+Enter');
    assert.deepEqual(await stage.saidNext('open-record'), { kind: 'open-record', ns: [0] });
    await stage.press(' ');
    assert.deepEqual(await stage.saidNext('exclude'), {
      kind: 'exclude',
      ns: [0],
      isExcluded: true,
    });
    assert.match(await stage.activeRow(), /SKU0000.*Excluded/);
    // Tab reaches all rows, then only the controls of the focused row.
    const names: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      await stage.press('Tab');
      names.push((await stage.page.locator(':focus').getAttribute('aria-label')) ?? '');
    }
    assert.deepEqual(names, [
      'Upload all shown',
      'Upload shots/SKU0000.jpg',
      'Show Picture shots/SKU0000.jpg',
      'Change Record for shots/SKU0000.jpg…',
      'Open Record Product 0',
    ]);
    await stage.press('ArrowDown');
    assert.equal(await stage.page.locator(':focus').getAttribute('id'), 'grid');
    assert.match(await stage.activeRow(), /SKU0001/);
  });

  it('is a table to screen readers', async () => {
    await showDozen();
    const headings = await stage.grid.getByRole('columnheader').allInnerTexts();
    assert.deepEqual(
      headings.filter((text) => text !== '' && text !== 'Picture'),
      ['File', 'Size', 'Record', 'Has Photo', 'State'],
    );
    assert.equal(await stage.grid.getAttribute('aria-rowcount'), '13');
    const row = stage.row(
      'shots/SKU0003.jpg, Ready, Product 3, Matches “SKU0003”, photo: No, 204 KB',
    );
    assert.equal(await row.getAttribute('aria-rowindex'), '5');
    assert.equal(await row.getByRole('gridcell').count(), 7);
    await row.getByRole('button', { name: 'Change Record for shots/SKU0003.jpg…' }).click();
    assert.deepEqual(await stage.saidNext('change-record'), { kind: 'change-record', n: 3 });
    const orphan = stage.row(/SKU0008/);
    await orphan.getByRole('button', { name: 'Choose Record for shots/SKU0008.jpg…' }).click();
    assert.deepEqual(await stage.saidNext('change-record'), { kind: 'change-record', n: 8 });
    assert.equal(await orphan.getByRole('checkbox').count(), 0);
    assert.equal(await orphan.getByRole('button', { name: /Open Record/ }).count(), 0);
  });

  it('offers possible matches in a button', async () => {
    const near = 'Use “Müller, Anna-Maria von und zu Hohenstein-Wallerberg”';
    const name = 'Müller, Anna-Maria von und zu Hohenstein-Wallerberg';
    await stage.show(
      reviewOf([
        reviewed(0, noRecord(0, [nearRecord(name)])),
        reviewed(1, noRecord(1)),
        reviewed(2),
      ]),
    );
    const { page } = stage;
    const button = page.getByRole('button', { name: `${near} for shots/SKU0000.jpg` });
    assert.equal(await page.locator('.near:visible').count(), 1);
    assert.ok((await stage.row(/SKU0000/).getAttribute('aria-label'))?.includes(near));
    for (const width of [1200, 760, 640, 360]) {
      await page.setViewportSize({ width, height: 700 });
      await stage.drawn();
      const row = await stage.boxOf(stage.row(/SKU0000/));
      const use = await stage.boxOf(button);
      const choose = await stage.boxOf(stage.row(/SKU0000/).locator('.change'));
      const boxes = JSON.stringify({ width, row, use, choose });
      for (const { x, y, width, height } of [use, choose]) {
        assert.ok(y >= row.y && y + height <= row.y + row.height, boxes);
        assert.ok(x >= row.x && x + width <= row.x + row.width, boxes);
      }
    }
    await page.setViewportSize({ width: 1200, height: 700 });
    await button.click();
    assert.deepEqual(await stage.saidNext('use-near'), { kind: 'use-near', n: 0 });
    await stage.show(runOf([item(0)]));
    assert.equal(await page.locator('.near:visible').count(), 0);
  });

  it('excludes and includes pictures, one at a time or all that are shown', async () => {
    await showDozen();
    const all = stage.page.getByRole('checkbox', { name: 'Upload all shown' });
    await stage
      .row(/SKU0002/)
      .getByRole('checkbox')
      .uncheck();
    assert.deepEqual(await stage.saidNext('exclude'), {
      kind: 'exclude',
      ns: [2],
      isExcluded: true,
    });
    await stage.page.getByRole('button', { name: 'Excluded 3' }).click();
    await stage.drawn();
    assert.deepEqual(await stage.files(), ['SKU0002.jpg', 'SKU0010.jpg', 'SKU0011.jpg']);
    await all.check();
    assert.deepEqual(await stage.saidNext('exclude'), {
      kind: 'exclude',
      ns: [2, 10, 11],
      isExcluded: false,
    });
    await stage.page.getByRole('button', { name: /^All/ }).click();
    await stage.drawn();
    assert.equal(await all.isChecked(), true);
    await all.uncheck();
    assert.deepEqual((await stage.saidNext('exclude')).ns, [0, 1, 2, 3, 4, 5, 6, 7, 10, 11]);
  });

  it('filters what has changed in the CRM, excluded or not, and includes it', async () => {
    const theirs = (n: number): ReturnType<typeof found> => found(n, { photoMark: 'theirs' });
    await stage.show(
      reviewOf([
        reviewed(0),
        reviewed(1, { ...theirs(1), since: 'in-crm', isExcluded: true }),
        reviewed(2, { ...theirs(2), since: 'both' }),
        reviewed(3, { isExcluded: true }),
      ]),
    );
    await stage.page.getByRole('button', { name: 'Changed in the CRM 2' }).click();
    await stage.drawn();
    assert.deepEqual(await stage.files(), ['SKU0001.jpg', 'SKU0002.jpg']);
    const checks = stage.grid.getByRole('row').getByRole('checkbox', { name: /SKU/ });
    assert.equal(await checks.nth(0).isChecked(), false);
    assert.equal(await checks.nth(1).isChecked(), true);
    await stage
      .row(/SKU0001.*Changed in the CRM.*The record has another photo now/)
      .getByRole('checkbox')
      .check();
    assert.deepEqual(await stage.saidNext('exclude'), {
      kind: 'exclude',
      ns: [1],
      isExcluded: false,
    });
  });

  it('has a switch for records without a photo, and filters those that have one', async () => {
    const pictures = [reviewed(1), reviewed(5), reviewed(6), reviewed(10)];
    await stage.show(reviewOf(pictures));
    const wanted = stage.page.getByRole('switch', { name: 'Only Records Without a Photo' });
    assert.equal(await wanted.getAttribute('aria-checked'), 'false');
    await wanted.click();
    assert.deepEqual(await stage.saidNext('action'), {
      kind: 'action',
      action: 'only-without-photo',
    });
    await stage.show(reviewOf(pictures, true));
    assert.equal(await wanted.getAttribute('aria-checked'), 'true');
    await stage.page.getByRole('button', { name: 'Has a photo 2' }).click();
    await stage.drawn();
    assert.deepEqual(await stage.files(), ['SKU0005.jpg', 'SKU0010.jpg']);
    assert.equal(await stage.grid.getByRole('checkbox', { name: /SKU/ }).count(), 0);
  });

  /** Forty that are uploaded, of which some failed, with the numbers of those. */
  async function showResult(failed: readonly number[] = [3, 4]): Promise<void> {
    await stage.show(
      overOf(
        many(item, 40, (n) =>
          failed.includes(n) ? REFUSED : { begun: BEGUN, ended: 'done' as const },
        ),
      ),
      'run-7',
    );
  }

  async function selected(): Promise<string[]> {
    await stage.drawn();
    return stage.grid.locator('[aria-selected=true] .file .first').allTextContents();
  }

  /** What VS Code's menu would depend on, if it was opened now. */
  async function menuContext(row: RegExp, button: 'left' | 'right' = 'right'): Promise<unknown> {
    await stage.row(row).click({ button });
    const context = await stage.row(row).getAttribute('data-vscode-context');
    return JSON.parse(context ?? 'null');
  }

  it('selects several rows by keys, as a list does', async () => {
    await showResult();
    assert.equal(await stage.grid.getAttribute('aria-multiselectable'), 'true');
    await stage.grid.focus();
    assert.deepEqual(await selected(), ['SKU0000.jpg']);
    await stage.press('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    assert.deepEqual(await selected(), ['SKU0001.jpg', 'SKU0002.jpg', 'SKU0003.jpg']);
    assert.equal(await stage.page.locator('#note').textContent(), '3 selected');
    await stage.press('Shift+ArrowUp');
    assert.deepEqual(await selected(), ['SKU0001.jpg', 'SKU0002.jpg']);
    await stage.press('Control+ArrowDown', 'Control+ArrowDown', 'Control+ ');
    assert.deepEqual(await selected(), ['SKU0001.jpg', 'SKU0002.jpg', 'SKU0004.jpg']);
    await stage.press('Escape');
    assert.deepEqual(await selected(), ['SKU0004.jpg']);
    await stage.press('Control+a', 'Control+z');
    const { ns } = await stage.saidNext('undo');
    assert.equal(ns.length, 38);
    assert.ok(!ns.includes(3) && !ns.includes(4));
    assert.equal(await stage.page.evaluate('String(getSelection())'), '');
    await stage.press('ArrowUp');
    assert.equal((await selected()).length, 1);
  });

  it('selects several rows by clicks, and none that the filter hides', async () => {
    await showResult();
    const first = stage.row(/SKU0001/);
    await first.click();
    await stage.row(/SKU0003/).click({ modifiers: ['Shift'] });
    assert.deepEqual(await selected(), ['SKU0001.jpg', 'SKU0002.jpg', 'SKU0003.jpg']);
    await stage.row(/SKU0002/).click({ modifiers: ['ControlOrMeta'] });
    assert.deepEqual(await selected(), ['SKU0001.jpg', 'SKU0003.jpg']);
    await stage.page.screenshot({ path: path.join(SCREENSHOTS, 'batch-selected.png') });
    await stage.page.getByRole('button', { name: 'Failed 2' }).click();
    await stage.drawn();
    assert.deepEqual(await selected(), ['SKU0003.jpg']);
    await stage.page.getByRole('button', { name: /^All/ }).click();
    await stage.drawn();
    assert.deepEqual(await selected(), ['SKU0003.jpg']);
  });

  it('keeps what is selected when Ctrl goes on to another row, also while rows change', async () => {
    const rows = many(reviewed, 12);
    await stage.show(reviewOf(rows));
    await stage.grid.focus();
    await stage.press('Control+ArrowDown', 'Control+ArrowDown');
    const [first] = reviewOf(rows).rows;
    assert.ok(first !== undefined);
    await stage.send({ kind: 'rows', rows: [{ ...first, note: 'changed' }] });
    await stage.drawn();
    assert.match(await stage.activeRow(), /SKU0002/);
    assert.deepEqual(await selected(), ['SKU0000.jpg']);
    await stage.press('Control+ ');
    assert.deepEqual(await selected(), ['SKU0000.jpg', 'SKU0002.jpg']);
  });

  it('offers no record for a picture that can’t be read', async () => {
    const inspected = { refusal: { kind: 'truncated', format: 'JPEG' } } as const;
    await stage.show(
      reviewOf([reviewed(0, { inspected }), reviewed(1, { inspected, ...noRecord(1) })]),
    );
    assert.equal(await stage.grid.getByRole('button', { name: /Record for/ }).count(), 0);
    await stage.grid.focus();
    await stage.press('F2', 'ArrowDown', 'F2');
    assert.deepEqual(await stage.said(), []);
  });

  it('undoes and retries rows, by keys and by buttons in them', async () => {
    await showResult();
    await stage.grid.focus();
    await stage.press('Control+z');
    assert.deepEqual(await stage.saidNext('undo'), { kind: 'undo', ns: [0] });
    await stage.press('r');
    assert.deepEqual(await stage.said(), []);
    await stage.press('Control+a', 'r');
    assert.deepEqual(await stage.saidNext('retry'), { kind: 'retry', ns: [3, 4] });
    const failed = stage.row(/SKU0003/);
    assert.equal(await failed.getByRole('button', { name: /^Undo/ }).count(), 0);
    await failed.getByRole('button', { name: 'Retry shots/SKU0003.jpg' }).click();
    assert.deepEqual(await stage.saidNext('retry'), { kind: 'retry', ns: [3] });
    const done = stage.row(/SKU0002/);
    assert.equal(await done.getByRole('button', { name: /^Retry/ }).count(), 0);
    await done.getByRole('button', { name: 'Undo Upload of shots/SKU0002.jpg…' }).click();
    assert.deepEqual(await stage.saidNext('undo'), { kind: 'undo', ns: [2] });
    // Not while it runs, and not in a review.
    for (const content of [runOf(many(item, 3, () => REFUSED)), reviewOf(many(reviewed, 3))]) {
      await stage.show(content);
      await stage.press('Control+a', 'Control+z', 'r');
      assert.equal(await stage.grid.getByRole('button', { name: /^(Undo|Retry)/ }).count(), 0);
    }
    assert.deepEqual(await stage.said(), []);
  });

  it('says to VS Code’s menu what can be done with the selected rows', async () => {
    await showResult();
    const nothing = {
      webviewSection: 'rows',
      preventDefaultContextMenuItems: true,
      canUndo: false,
      canRetry: false,
      canOpenRecord: true,
      canShowPicture: true,
      canExclude: false,
      canInclude: false,
      canChooseRecord: false,
      canChoosePicture: false,
    };
    assert.deepEqual(await menuContext(/SKU0001/), { ...nothing, canUndo: true });
    assert.deepEqual(await menuContext(/SKU0003/), { ...nothing, canRetry: true });
    assert.deepEqual(await selected(), ['SKU0003.jpg']);
    await stage.press('Shift+ArrowDown', 'Shift+ArrowDown');
    // A menu of a selected row is about all that are selected.
    assert.deepEqual(await menuContext(/SKU0005/), { ...nothing, canUndo: true, canRetry: true });
    await stage.send({ kind: 'row-action', action: 'retry' });
    assert.deepEqual(await stage.saidNext('retry'), { kind: 'retry', ns: [3, 4] });
    await stage.send({ kind: 'row-action', action: 'open-record' });
    assert.deepEqual(await stage.saidNext('open-record'), { kind: 'open-record', ns: [3, 4, 5] });

    await showDozen();
    await menuContext(/SKU0008/);
    assert.deepEqual(await menuContext(/SKU0008/), {
      ...nothing,
      canOpenRecord: false,
      canChooseRecord: true,
    });
    await stage.row(/SKU0000/).click();
    await stage.press('Control+a');
    assert.deepEqual(await menuContext(/SKU0000/), {
      ...nothing,
      canExclude: true,
      canInclude: true,
    });
    await stage.send({ kind: 'row-action', action: 'include' });
    assert.deepEqual(await stage.saidNext('exclude'), {
      kind: 'exclude',
      ns: [10, 11],
      isExcluded: false,
    });
    await stage.press(' ');
    assert.equal((await stage.saidNext('exclude')).ns.length, 10);
  });

  it('opens the menu of the active row by a key', async () => {
    await showResult();
    await stage.page.evaluate(`
      document.addEventListener('contextmenu', (event) => {
        const { target, clientX, clientY } = event;
        window.menu = { row: target.id, context: target.dataset.vscodeContext, clientX, clientY };
      });
    `);
    await stage.grid.focus();
    await stage.press('ArrowDown', 'Shift+F10');
    const menu = await until('the menu', async () =>
      stage.page.evaluate<
        { row: string; context: string; clientX: number; clientY: number } | undefined
      >('window.menu'),
    );
    assert.equal(menu.row, 'row-1');
    assert.match(menu.context, /"canUndo":true/);
    const { x, y, width, height } = await stage.boxOf(stage.row(/SKU0001/));
    assert.ok(menu.clientX > x && menu.clientX < x + width);
    assert.ok(menu.clientY > y && menu.clientY < y + height);
  });

  it('allows no changes once the run has started', async () => {
    await stage.show(runOf(many(item, 5)));
    await stage.grid.focus();
    await stage.press(' ', 'F2', 'Enter');
    assert.deepEqual(await stage.said(), [{ kind: 'show-picture', ns: [0] }]);
    assert.equal(await stage.page.getByRole('checkbox').count(), 0);
    assert.equal(
      await stage.page.getByRole('button', { name: /(Choose|Change) Record/ }).count(),
      0,
    );
  });

  for (const count of [2000, 20_000]) {
    it(`keeps few of ${count} rows in the page at any scroll position`, async () => {
      await stage.show(reviewOf(many(reviewed, count)));
      const seen = new Set<string>();
      const step = count === 2000 ? 18 : 797;
      for (let n = 0; n < count; n += step) {
        await stage.scrollTo(n * ROW);
        const files = await stage.files();
        assert.ok(files.length > 8 && files.length <= MOST_ROWS, `${files.length} at ${n}`);
        for (const file of files) {
          seen.add(file);
        }
      }
      await stage.grid.focus();
      await stage.press('End');
      for (const file of await stage.files()) {
        seen.add(file);
      }
      assert.ok(seen.has(`SKU${count - 1}.jpg`));
      if (count === 2000) {
        assert.equal(seen.size, count);
      }
      await stage.press('Home');
      assert.ok((await stage.rowCount()) <= MOST_ROWS);
    });
  }

  it('keeps its scroll position while rows change', async () => {
    await stage.show(runOf(many(item, 2000)));
    await stage.grid.focus();
    await stage.press('PageDown', 'PageDown', 'PageDown');
    await stage.row(/SKU0030/).click();
    await stage.scrollTo(30 * ROW);
    const active = await stage.activeRow();
    const top = await stage.scrollTop();
    const done = runOf(many(item, 60, () => ({ ended: 'done' as const }))).rows;
    await stage.send({ kind: 'rows', rows: done });
    assert.equal(await stage.scrollTop(), top);
    assert.equal(await stage.activeRow(), active.replace('Waiting', 'Done'));

    // Rows above disappear: the top row stays where it is.
    await stage.send({ kind: 'rows', rows: runOf(many(item, 60)).rows });
    await stage.page.getByRole('button', { name: 'Waiting 2,000' }).click();
    await stage.drawn();
    await stage.scrollTo(100 * ROW + 10);
    const before = await stage.row(/SKU0101/).boundingBox();
    await stage.send({ kind: 'rows', rows: done });
    assert.deepEqual(await stage.row(/SKU0101/).boundingBox(), before);
    assert.equal(await stage.scrollTop(), 40 * ROW + 10);
  });

  it('takes the focus from nothing else in the window, and has it again when it’s used', async () => {
    const { page } = stage;
    const items = many(item, 3);
    await stage.show(runOf(items));
    await page.getByRole('button', { name: 'Pause' }).focus();
    await page.evaluate('document.hasFocus = () => false');
    await stage.send({ kind: 'facts', facts: overOf(items).facts });
    await page.getByRole('heading', { name: /^Upload of/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Pause' }).count(), 0);
    assert.equal(await page.locator(':focus').count(), 0);
    await page.evaluate("dispatchEvent(new Event('focus'))");
    assert.equal(await page.locator('#buttons button:focus').count(), 1);
  });

  it('returns the focus to the rows when the focused row disappears', async () => {
    await showDozen();
    await stage.page.getByRole('button', { name: 'Excluded 2' }).click();
    await stage
      .row(/SKU0010/)
      .getByRole('checkbox')
      .focus();
    await stage.press(' ');
    assert.equal(await stage.page.locator(':focus').getAttribute('id'), 'grid');
    assert.match(await stage.activeRow(), /SKU0011/);
  });

  it('describes the focused row completely', async () => {
    const note = REFUSED.told?.message ?? '';
    assert.notEqual(note, '');
    await stage.show(overOf([item(0, { ended: 'done' }), item(1, REFUSED)]));
    await stage.grid.focus();
    assert.equal(await stage.page.locator('#note').textContent(), '');
    await stage.press('ArrowDown');
    assert.equal(await stage.page.locator('#note').textContent(), `SKU0001.jpg: ${note}`);
    assert.ok((await stage.activeRow()).includes(note));
  });

  it('draws at most once per frame', async () => {
    await stage.show(runOf(many(item, 50)));
    await stage.page.evaluate(`
      window.changes = 0;
      new MutationObserver((records) => { window.changes += 1; })
        .observe(document.getElementById('rows'), { subtree: true, childList: true, characterData: true });
    `);
    await stage.post(
      ...Array.from({ length: 100 }, (_, n) => ({
        kind: 'rows' as const,
        rows: runOf([item(0, { ended: 'failed', told: { code: '', message: `try ${n}` } })]).rows,
      })),
    );
    await stage.drawn();
    assert.equal(await stage.page.evaluate('window.changes'), 1);
    assert.match(await stage.activeRow(), /try 99/);
  });

  it('never treats outside text as markup, and isolates its text direction', async () => {
    const hostile = '<img src=x onerror="window.hurt = true">';
    const told = { code: '', message: hostile };
    const { facts, rows } = overOf([
      item(0, { ended: 'failed', told, shown: { path: `${hostile}.png`, name: hostile } }),
      item(1, { shown: { path: 'photo\u202Egnp.exe' } }),
    ]);
    // No name from outside is in these texts today.
    const texts = { title: hostile, organization: hostile, lines: [hostile], warnings: [hostile] };
    await stage.show({ facts: { ...facts, ...texts }, rows });
    await stage.row(hostile).waitFor();
    assert.equal(await stage.page.locator('#rows .record bdi').first().textContent(), hostile);
    assert.equal(await stage.page.locator('img[src=x]').count(), 0);
    assert.equal(await stage.page.evaluate('window.hurt'), undefined);
    await stage.row(/photo gnp\.exe/).waitFor();
  });

  it('shows pictures of visible rows, and a placeholder where there is none', async () => {
    const asked: string[] = [];
    stage.page.on('request', (request) => {
      if (request.url().includes('/pictures/')) {
        asked.push(path.basename(request.url()));
      }
    });
    await stage.show(
      reviewOf(
        many(reviewed, 500, (n) => ({
          place: stage.picture(n === 1 ? 'none' : n < 100 ? 'mug' : 'lamp'),
        })),
      ),
    );
    await stage
      .row(/SKU0000/)
      .locator('img.loaded')
      .waitFor();
    await stage
      .row(/SKU0001/)
      .locator('.thumbnail .icon')
      .waitFor();
    assert.equal(
      await stage
        .row(/SKU0001/)
        .locator('img.loaded')
        .count(),
      0,
    );
    assert.deepEqual([...new Set(asked)].sort(), ['mug', 'none']);
    stage.page.removeAllListeners('request');
  });

  it('shows pictures while rows keep changing', async () => {
    await stage.show(runOf([]));
    const { facts, rows } = runOf(many(item, 20, () => ({ place: stage.picture('chair') })));
    const all = JSON.stringify({ kind: 'all', facts, rows, texts: pageTexts() });
    await stage.page.evaluate(`
      dispatchEvent(new MessageEvent('message', { data: ${all} }));
      window.changing = setInterval(() => {
        const data = { kind: 'rows', rows: ${JSON.stringify(rows.slice(0, 1))} };
        dispatchEvent(new MessageEvent('message', { data }));
      }, 16);
    `);
    await stage
      .row(/SKU0000/)
      .locator('img.loaded')
      .waitFor();
    await stage.page.evaluate('clearInterval(window.changing)');
  });

  it('is unchanged when it becomes visible again', async () => {
    const run = runOf(many(item, 2000));
    await stage.show(run, 'run-7');
    await stage.page.getByRole('button', { name: 'Waiting 2,000' }).click();
    await stage.page.getByRole('searchbox').fill('product 1');
    await stage.drawn();
    await stage.row(/SKU0012/).click();
    await stage.scrollTo(440);
    const active = await stage.activeRow();
    const kept = await until('what is kept to be written', async () => {
      const state = await stage.kept();
      return state.scrollTop === 440 ? state : undefined;
    });
    assert.equal(kept.run, 'run-7');

    await stage.open();
    await stage.show(run, 'run-7');
    assert.equal(await stage.page.getByRole('searchbox').inputValue(), 'product 1');
    assert.equal(
      await stage.page.getByRole('button', { pressed: true }).innerText(),
      'Waiting 2,000',
    );
    assert.equal(await stage.activeRow(), active);
    assert.equal(await stage.scrollTop(), 440);
    assert.equal(await stage.page.locator(':focus').getAttribute('id'), 'grid');
  });

  /** Like VS Code when its quick pick closes and gives the focus back. */
  async function elsewhereAndBack(
    meanwhile: ToBatchPage = { kind: 'rows', rows: [] },
  ): Promise<void> {
    await stage.page.evaluate('document.activeElement.blur()');
    await stage.send(meanwhile);
    await stage.page.evaluate("dispatchEvent(new FocusEvent('focus'))");
  }

  it('restores the focus when the page gets it back', async () => {
    const { page } = stage;
    const at = async (): Promise<string> => page.locator(':focus').innerText();
    await stage.show(reviewOf(many(reviewed, 3)));
    await page.getByRole('button', { name: 'Save Mapping…' }).focus();
    await elsewhereAndBack();
    assert.equal(await at(), 'Save Mapping…');
    await page.getByRole('button', { name: 'Ready 3' }).focus();
    await elsewhereAndBack();
    assert.equal(await at(), 'Ready 3');
    // The button is gone: the first button gets the focus.
    await page.getByRole('button', { name: 'Save Mapping…' }).focus();
    await elsewhereAndBack({ kind: 'facts', facts: runOf(many(item, 3)).facts });
    assert.equal(await at(), 'Pause');
  });

  it('restores the focus even when that element was created again', async () => {
    const { page } = stage;
    const focus = async (): Promise<unknown> => page.locator(':focus').getAttribute('data-action');
    await stage.show(runOf(many(item, 3)), 'run-7');
    await page.getByRole('button', { name: 'Cancel' }).focus();
    await page.evaluate('document.activeElement.blur()');
    await until('the place to be kept', async () =>
      (await stage.kept()).focus === 'cancel' ? true : undefined,
    );
    await stage.open();
    await stage.show(runOf(many(item, 3)), 'run-7');
    assert.equal(await focus(), 'cancel');
    await stage.open();
    await stage.show(overOf(many(item, 3, () => REFUSED)), 'run-7');
    assert.equal(await focus(), 'retry-failed');
  });

  it('says why there are no rows, without a table', async () => {
    await stage.show(reviewOf([]));
    const name = 'No photos to upload to Products yet';
    await stage.page.getByRole('heading', { name }).waitFor();
    assert.equal(await stage.grid.count(), 0);
  });

  it('says when the extension is disconnected, and what to do then', async () => {
    const { page } = stage;
    const alert = page.getByRole('alert');
    await page.clock.install();
    await stage.openNew('vscode-dark', WIDE);
    await stage.show(runOf(many(item, 3)), 'run-1');
    await page.clock.runFor(60_000);
    assert.equal(await alert.isVisible(), false);
    await stage.gone(true);
    await page.clock.runFor(9000);
    assert.equal(await alert.isVisible(), false);
    await page.clock.runFor(9000);
    assert.match(await alert.innerText(), /^Disconnected\..* Progress is saved\./s);
    const link = alert.getByRole('link', { name: 'Resume Upload…' });
    assert.equal(
      decodeURIComponent((await link.getAttribute('href')) ?? ''),
      'command:zohoCrmPhotos.resumeUpload?["run-1"]',
    );
    assert.equal(await page.getByRole('button', { name: 'Pause' }).isVisible(), false);
    await page.screenshot({ path: path.join(SCREENSHOTS, 'batch-disconnected.png') });
    await stage.gone(false);
    await page.clock.runFor(5000);
    assert.equal(await alert.isVisible(), false);
    assert.equal(await page.getByRole('button', { name: 'Pause' }).isVisible(), true);
  });

  it("says so for a review, which can't be resumed", async () => {
    const { page } = stage;
    await page.clock.install();
    await stage.openNew('vscode-dark', WIDE);
    await stage.gone(true);
    await page.clock.runFor(18_000);
    const alert = page.getByRole('alert');
    assert.match(await alert.innerText(), /Nothing was sent\. Close this page/);
    assert.equal(await alert.getByRole('link').count(), 0);
  });

  it('has logged no errors', () => {
    const others = stage.complaints.filter((text) => !text.includes('404'));
    assert.deepEqual(others, []);
  });
});
