import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Locator } from 'playwright';
import { assertAccessible, rulesIn } from './accessible.ts';
import { comparedOf, many, reviewed, reviewOf } from './batchContent.ts';
import type { BatchStage } from './batchStage.ts';
import { openBatchStage } from './batchStage.ts';
import { SCREENSHOTS } from './pageInBrowser.ts';
import { THEMES } from './themes.ts';

const WIDE = { width: 1180, height: 760 };
/** The number of the first record's row. */
const FIRST = 2 ** 32;

/** What a drag has: texts by their types, and names and contents of files. */
interface Dragged {
  readonly texts?: Readonly<Record<string, string>>;
  readonly files?: readonly (readonly [name: string, content: string])[];
}

describe('records without photos on the page of a batch', () => {
  let stage: BatchStage;

  before(async () => {
    stage = await openBatchStage();
  });

  after(async () => {
    await stage.close();
  });

  beforeEach(async () => {
    await stage.openNew('vscode-dark', WIDE);
    await stage.show(reviewOf(many(reviewed, 3), false, comparedOf(4)));
  });

  function record(n: number): Locator {
    return stage.row(`Product ${5000 + n}`);
  }

  /** Drags something to a row, by its number. */
  async function drag(type: string, n: number, { texts = {}, files = [] }: Dragged): Promise<void> {
    await stage.page.evaluate(`{
      const dataTransfer = new DataTransfer();
      for (const [type, text] of Object.entries(${JSON.stringify(texts)})) {
        dataTransfer.setData(type, text);
      }
      for (const [name, text] of ${JSON.stringify(files)}) {
        dataTransfer.items.add(new File([text], name));
      }
      document.querySelector('#row-${n} .record').dispatchEvent(
        new DragEvent('${type}', { bubbles: true, cancelable: true, dataTransfer }),
      );
    }`);
    await stage.drawn();
  }

  it('have rows of their own, with a filter', async () => {
    const { page } = stage;
    assert.equal(
      await record(0).getAttribute('aria-label'),
      'Without photo, Product 5000, photo: No',
    );
    assert.equal(await record(0).getByRole('checkbox').count(), 0);
    assert.equal(
      await record(0)
        .getByRole('button', { name: /Show Picture|Record for/ })
        .count(),
      0,
    );
    await page.getByRole('button', { name: 'Without photo 4' }).click();
    await stage.drawn();
    assert.equal(await stage.rowCount(), 4);
    await page.getByRole('searchbox').fill('5002');
    await stage.drawn();
    assert.equal(await stage.rowCount(), 1);
    await page.getByRole('heading', { name: 'Upload 3 photos to Products?' }).waitFor();
  });

  it('ask for a picture by a button, and by F2', async () => {
    const { page } = stage;
    await page.getByRole('button', { name: 'Choose Picture for Product 5001…' }).click();
    assert.deepEqual(await stage.said(), [{ kind: 'choose-picture', n: FIRST + 1 }]);
    await stage.grid.focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Enter');
    await page.keyboard.press(' ');
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await stage.said(), [
      { kind: 'choose-picture', n: FIRST + 1 },
      { kind: 'open-record', ns: [FIRST + 1] },
    ]);
    // A picture chooses its record with the same key.
    await page.keyboard.press('Home');
    await page.keyboard.press('F2');
    assert.deepEqual(await stage.said(), [{ kind: 'change-record', n: 0 }]);
  });

  it('have a menu with what applies to them', async () => {
    await record(2).click({ button: 'right' });
    await stage.drawn();
    const context = JSON.parse(
      (await record(2).getAttribute('data-vscode-context')) ?? '',
    ) as object;
    assert.deepEqual(context, {
      webviewSection: 'rows',
      preventDefaultContextMenuItems: true,
      canUndo: false,
      canRetry: false,
      canOpenRecord: true,
      canShowPicture: false,
      canExclude: false,
      canInclude: false,
      canChooseRecord: false,
      canChoosePicture: true,
    });
  });

  it('take a picture that is dropped on them; other rows take none', async () => {
    const uri = 'file:///catalog/lamp.jpg';
    const one = { texts: { resourceurls: JSON.stringify([uri]) } };
    await drag('dragover', FIRST + 1, one);
    assert.equal(await stage.page.locator('.drop-target').count(), 1);
    await drag('drop', FIRST + 1, one);
    assert.equal(await stage.page.locator('.drop-target').count(), 0);
    assert.deepEqual(await stage.saidNext('drop-picture'), {
      kind: 'drop-picture',
      n: FIRST + 1,
      dropped: { kind: 'uri', uri },
    });
    await drag('drop', FIRST + 2, { files: [['mug.jpg', 'abc']] });
    const { n, dropped } = await stage.saidNext('drop-picture');
    assert.ok(dropped.kind === 'bytes');
    assert.deepEqual(
      [n, dropped.name, Object.values(dropped.bytes)],
      [FIRST + 2, 'mug.jpg', [97, 98, 99]],
    );
    for (const several of [
      {
        files: [
          ['a.jpg', 'a'],
          ['b.jpg', 'b'],
        ],
      },
      { texts: { resourceurls: JSON.stringify([uri, uri]) } },
    ] as const) {
      await drag('drop', FIRST, several);
      assert.deepEqual((await stage.saidNext('drop-picture')).dropped, { kind: 'several' });
    }
    await drag('drop', FIRST, { texts: { 'text/plain': 'no picture' } });
    assert.deepEqual((await stage.saidNext('drop-picture')).dropped, { kind: 'none' });
    await drag('dragover', 1, one);
    assert.equal(await stage.page.locator('.drop-target').count(), 0);
    await drag('drop', 1, one);
    assert.deepEqual(await stage.said(), []);
    assert.deepEqual(stage.complaints, []);
  });

  it('leave the focus to the picture that takes their place', async () => {
    await stage.grid.focus();
    await record(1).click();
    const { facts, rows } = reviewOf(many(reviewed, 3), false, comparedOf(4));
    const picture = { ...reviewOf([reviewed(7)]).rows[0], n: 3 } as (typeof rows)[number];
    await stage.show({ facts, rows: rows.toSpliced(4, 1, picture) });
    assert.match(await stage.activeRow(), /^shots\/SKU0007\.jpg, Ready/);
    // Without a picture in its place, the next record.
    await record(2).click();
    await stage.show({ facts, rows: rows.toSpliced(4, 2, picture) });
    assert.match(await stage.activeRow(), /Product 5003/);
  });

  it('are shown few at a time, of 20,000', async () => {
    await stage.show(reviewOf(many(reviewed, 3), false, comparedOf(20_000)));
    await stage.page.getByRole('button', { name: 'Without photo 20,000' }).click();
    await stage.grid.focus();
    await stage.page.keyboard.press('End');
    await stage.drawn();
    assert.match(await stage.activeRow(), /Product 24999/);
    assert.ok((await stage.rowCount()) <= 60);
  });

  it('fit editors of any width, in each theme', async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    for (const theme of Object.keys(THEMES)) {
      await stage.openNew(theme, WIDE);
      await stage.show(reviewOf(many(reviewed, 2), false, comparedOf(4)));
      await record(0).click();
      for (const size of [WIDE, { width: 620, height: 700 }, { width: 400, height: 760 }]) {
        await stage.resize(size);
        const file = `photoless-${theme}-${size.width}`;
        await stage.page.screenshot({ path: path.join(SCREENSHOTS, `${file}.png`) });
        const wide = await stage.page.evaluate<number[]>(
          "[document.documentElement, document.getElementById('grid')].map((e) => e.scrollWidth - e.clientWidth)",
        );
        assert.deepEqual(wide, [0, 0], file);
        if (size === WIDE) {
          await assertAccessible(stage.page, file, [], rulesIn(theme));
        }
      }
    }
  });
});
