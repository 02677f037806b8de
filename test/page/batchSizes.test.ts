import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { howMany } from '../long.ts';
import {
  BEGUN,
  found,
  item,
  many,
  overOf,
  PAUSED,
  progressOf,
  REFUSED,
  reviewed,
  reviewOf,
  runOf,
  wholeResult,
  wholeReview,
  wholeRun,
} from './batchContent.ts';
import type { BatchStage } from './batchStage.ts';
import { assertAccessible, rulesIn } from './accessible.ts';
import { openBatchStage } from './batchStage.ts';
import { SCREENSHOTS } from './pageInBrowser.ts';
import { THEMES } from './themes.ts';

const WIDE = { width: 1180, height: 760 };

describe('the page of a batch, in editors of any size', () => {
  let stage: BatchStage;

  before(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    stage = await openBatchStage();
  });

  after(async () => {
    await stage.close();
  });

  it('shows whole IDs and whether there is a photo, at any width', async () => {
    const { page } = stage;
    await stage.openNew('vscode-dark', WIDE);
    await stage.show(reviewOf([reviewed(0, found(0, { name: 'Chair', photoMark: 'mark' }))]));
    for (const width of [1180, 900, 720, 620, 480, 300]) {
      await stage.resize({ width, height: 760 });
      await stage.grid.focus();
      await stage.row(/SKU0000/).hover();
      const cut = await page.evaluate<number>(`
        const { scrollWidth, clientWidth } = document.querySelector('#rows .names .second');
        scrollWidth - clientWidth;
      `);
      assert.equal(cut, 0, `${width}`);
      const says = width > 800 ? 'Yes' : 'has a photo';
      assert.ok(
        await stage
          .row(/photo: Yes/)
          .getByText(says, { exact: true })
          .isVisible(),
        `${width}`,
      );
    }
  });

  it('fits editors of any width, in each theme', async () => {
    const contents = {
      review: wholeReview(stage),
      run: wholeRun(stage),
      over: wholeResult(stage),
    };
    for (const theme of Object.keys(THEMES)) {
      for (const [name, content] of Object.entries(contents)) {
        if (name !== 'review' && theme !== 'vscode-dark') {
          continue;
        }
        await stage.openNew(theme, WIDE);
        await stage.show(content);
        await stage.progress(name === 'run' ? progressOf() : undefined);
        for (const size of [WIDE, { width: 620, height: 700 }, { width: 400, height: 760 }]) {
          await stage.resize(size);
          await stage.grid.locator('img.loaded').first().waitFor();
          const file = `batch-${theme}-${size.width}-${name}`;
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
    }
  });

  it('has no destructive button where the hand was, nor as the primary one', async () => {
    const { page } = stage;
    const items = many(item, 40, () => ({ begun: BEGUN, ended: 'done' as const }));
    for (const size of [WIDE, { width: 620, height: 700 }, { width: 300, height: 700 }]) {
      await stage.openNew('vscode-dark', size);
      for (const before of ['Pause', 'Cancel', 'Resume']) {
        const running = runOf(items, before === 'Resume' ? PAUSED : undefined);
        await stage.show(running, 'run-7');
        await stage.progress(progressOf());
        const { x, y, width, height } = await stage.boxOf(
          page.getByRole('button', { name: before }),
        );
        await stage.progress(undefined);
        await stage.show(overOf(items), 'run-7');
        const under = await page.evaluate<string>(
          `document.elementFromPoint(${x + width / 2}, ${y + height / 2})?.closest('button')?.textContent ?? ''`,
        );
        assert.doesNotMatch(under, /Undo/, `${before} at ${size.width}`);
      }
      assert.equal(await page.locator('#buttons .primary').count(), 0);
    }
    await stage.show(overOf([...items, item(40, REFUSED)]));
    assert.deepEqual(await page.locator('#buttons .primary').allInnerTexts(), ['Retry Failed (1)']);
  });

  it('has a menu for what has no room, for the keyboard, too', async () => {
    const { page } = stage;
    await stage.openNew('vscode-dark', { width: 400, height: 700 });
    await stage.show(reviewOf([...many(reviewed, 3), reviewed(3, { isUnchanged: true })]));
    const buttons = page.getByRole('group', { name: 'Actions' }).getByRole('button');
    assert.deepEqual(await buttons.allInnerTexts(), ['Upload 3 Photos', 'Cancel', 'More…']);
    const more = page.getByRole('button', { name: 'More…' });
    assert.equal(await more.getAttribute('aria-haspopup'), 'menu');
    assert.equal(await more.getAttribute('aria-expanded'), 'false');
    const menu = page.getByRole('menu', { name: 'More…' });
    const focus = async (): Promise<string> => page.locator(':focus').innerText();
    await more.focus();
    await stage.press('Enter');
    assert.equal(await more.getAttribute('aria-expanded'), 'true');
    assert.equal(await focus(), 'Skip Unchanged');
    const skipping = menu.getByRole('menuitemcheckbox', { name: 'Skip Unchanged' });
    assert.equal(await skipping.getAttribute('aria-checked'), 'true');
    await page.screenshot({ path: path.join(SCREENSHOTS, 'batch-small-menu.png') });
    const { x, width } = await stage.boxOf(menu);
    assert.ok(x >= 0 && x + width <= 400);
    await stage.press('ArrowUp');
    assert.equal(await focus(), 'Save Mapping…');
    await stage.press('Escape');
    assert.equal(await menu.count(), 0);
    assert.equal(await focus(), 'More…');
    await stage.press('ArrowUp', 'Enter');
    assert.equal(await focus(), 'More…');
    assert.deepEqual(await stage.said(), [{ kind: 'action', action: 'save-mapping' }]);
    // A page that is wide again shows all of it.
    await more.click();
    await page.setViewportSize(WIDE);
    await page.getByRole('button', { name: 'Save Mapping…' }).waitFor();
    assert.equal(await more.count(), 0);
  });

  it('folds the facts of a small page, and keeps the folder’s name on each row', async () => {
    const { page } = stage;
    const { facts, rows } = reviewOf(many(reviewed, 3));
    assert.ok(facts.lines.length > 1);
    for (const width of [300, 400, 620]) {
      await stage.openNew('vscode-dark', { width, height: 700 });
      await stage.show({ facts, rows });
      const lines = page.locator('#lines li:visible');
      assert.deepEqual(await lines.allInnerTexts(), facts.lines.slice(0, 1));
      const details = page.getByRole('button', { name: 'Details' });
      await details.click();
      assert.equal(await details.getAttribute('aria-expanded'), 'true');
      assert.deepEqual(await lines.allInnerTexts(), facts.lines);
      const folder = stage.row(/SKU0000/).getByText('shots', { exact: true });
      assert.ok((await stage.boxOf(folder)).width > 20, `${width}`);
    }
    await page.setViewportSize(WIDE);
    await stage.drawn();
    assert.equal(await page.getByRole('button', { name: 'Details' }).count(), 0);
  });

  for (const [name, size] of Object.entries({
    'the width of a sidebar': { width: 300, height: 700 },
    '1280 × 800 at 150 %': { width: 500, height: 430 },
    '800 × 600 at 150 %': { width: 480, height: 300 },
  })) {
    it(`gives the table at least half of the height: ${name}`, async () => {
      const { page } = stage;
      const contents = {
        review: wholeReview(stage),
        run: wholeRun(stage),
        over: wholeResult(stage),
        stopped: runOf(many(item, 40), { kind: 'resting', stop: 'credits-used-up' }),
      };
      // High contrast has borders that the others don't have.
      const themes = ['vscode-dark', 'vscode-high-contrast', 'vscode-light'];
      for (const theme of themes.slice(0, howMany(2, 3))) {
        await stage.openNew(theme, size);
        for (const [what, content] of Object.entries(contents)) {
          await stage.show(content);
          await stage.progress(what === 'run' ? progressOf() : undefined);
          await stage.drawn();
          const file = `batch-small-${theme}-${size.width}-${what}`;
          await page.screenshot({ path: path.join(SCREENSHOTS, `${file}.png`) });
          const { y, height } = await stage.boxOf(stage.grid);
          assert.ok(height >= size.height / 2, `${file}: ${height}`);
          assert.ok(y + height <= size.height, `${file}: ${y + height}`);
          const wide = await page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          assert.equal(wide, 0, file);
        }
      }
    });
  }

  it('has logged no errors', () => {
    const others = stage.complaints.filter((text) => !text.includes('404'));
    assert.deepEqual(others, []);
  });
});
