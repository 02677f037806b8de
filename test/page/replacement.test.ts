import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright';
import { inspect } from '../../src/image/inspect.ts';
import { replacementHtml } from '../../src/ui/replacementHtml.ts';
import { chair, portrait } from '../drawings.ts';
import { jpeg, pictureOf } from '../pictures.ts';
import { sampleAccount } from '../unit/auth/sampleAccount.ts';
import { assertAccessible, rulesIn } from './accessible.ts';
import { loadPage, openPageInBrowser, SCREENSHOTS, SOURCES } from './pageInBrowser.ts';
import { THEMES } from './themes.ts';

const WIDE = { width: 980, height: 720 };
/** An editor above an open panel. */
const LOW = { width: 900, height: 520 };
const LONG = 'Wolfeschlegelsteinhausenbergerdorff-'.repeat(4) + 'von Wolffersberg';

interface Shown {
  readonly record: string;
  readonly fileName: string;
  readonly present: Buffer;
  readonly picture: Buffer;
}

describe('the page that compares two photos', () => {
  let browser: Browser;
  let page: Page;
  let html: string;

  before(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    ({ browser, page } = await openPageInBrowser('replacement', () => html));
  });

  after(async () => {
    await browser.close();
  });

  /** Opens the page, and waits until both pictures are shown. */
  async function show(
    { record, fileName, present, picture }: Shown,
    theme: string,
    { size = WIDE, said = 'The pictures are shown.' } = {},
  ): Promise<void> {
    const inspected = await inspect(pictureOf(picture, fileName));
    assert.ok(!('refusal' in inspected));
    const replacement = {
      record: {
        key: { module: 'Contacts', id: '4876876000000624001' },
        name: record,
        photoMark: '',
      },
      picture: inspected,
      present,
      willBackUp: true,
      isRepeated: false,
    };
    html = replacementHtml(
      { account: sampleAccount(), replacement, number: 1, of: 1 },
      { ...SOURCES, newBytes: picture },
    );
    await loadPage(page, theme, size);
    const sides = { present: present.toString('base64'), new: picture.toString('base64') };
    await page.evaluate(`{
      const data = {};
      for (const [side, text] of Object.entries(${JSON.stringify(sides)})) {
        data[side] = { bytes: Uint8Array.from(atob(text), (one) => one.charCodeAt(0)), type: '' };
      }
      dispatchEvent(new MessageEvent('message', { data }));
    }`);
    await page.getByRole('status').filter({ hasText: said }).waitFor();
  }

  /** How many pixels wider than the page its content is. */
  async function overflow(): Promise<number> {
    return page.evaluate<number>(
      '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.documentElement)',
    );
  }

  /** Width and height of a picture’s pixels, once it is drawn. */
  async function pixels(side: 'present' | 'new'): Promise<number[]> {
    await page.locator(`#${side} img`).waitFor({ state: 'visible' });
    return page.evaluate<number[]>(
      `(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector('#${side} img'))`,
    );
  }

  for (const [theme, colors] of Object.entries(THEMES)) {
    it(`appears in the theme ${theme}`, async () => {
      const pictures = { present: await chair(), picture: await portrait() };
      await show({ record: 'Amelia Fischer', fileName: 'portrait.jpg', ...pictures }, theme);
      assert.deepEqual(await pixels('present'), [1000, 1000]);
      assert.deepEqual(await pixels('new'), [900, 1200]);
      assert.equal(await page.locator('button:focus').textContent(), 'Cancel');
      const background = await page.evaluate<string>(
        "getComputedStyle(document.querySelector('button')).getPropertyValue('--vscode-button-background')",
      );
      assert.equal(background, colors['--vscode-button-background']);
      await page.screenshot({ path: path.join(SCREENSHOTS, `replace-${theme}.png`) });
      await assertAccessible(page, theme, [], rulesIn(theme));
    });
  }

  it('shows the new picture as records do: small, cropped to its middle, square and round', async () => {
    const pictures = { present: await chair(), picture: await portrait() };
    const shown = { record: 'Amelia Fischer', fileName: 'portrait.jpg', ...pictures };
    await show(shown, 'vscode-dark', { size: LOW });
    const drawn = await page.evaluate<unknown>(`(() => {
      const { src } = document.querySelector('#new img');
      return [...document.querySelectorAll('#preview img')].map((image) => {
        const { objectFit, borderRadius } = getComputedStyle(image);
        const { width, height } = image.getBoundingClientRect();
        return { isSame: image.src === src, objectFit, borderRadius, isSquare: width === height && width < 100 };
      });
    })()`);
    const same = { isSame: true, objectFit: 'cover', isSquare: true };
    assert.deepEqual(drawn, [
      { ...same, borderRadius: '0px' },
      { ...same, borderRadius: '50%' },
    ]);
    assert.ok(await page.getByText('As records show it').isVisible());
    assert.equal(await page.getByRole('img').count(), 2, 'not again for screen readers');
    const box = await page.locator('#preview').boundingBox();
    assert.ok(box !== null && box.y + box.height <= LOW.height, 'seen without scrolling');
  });

  it('shows no crop of a picture that it can’t show', async () => {
    const present = await chair();
    // Its header is fine.
    const picture = (await portrait()).subarray(0, 300);
    const shown = { record: 'Amelia Fischer', fileName: 'broken.jpg', present, picture };
    await show(shown, 'vscode-dark', { said: 'The new picture can’t be shown here.' });
    assert.equal(await page.getByText('As records show it').isVisible(), false);
  });

  it('fits into an editor of any width, whatever the shapes and names', async () => {
    const shown = {
      record: LONG,
      fileName: `${LONG}.jpg`,
      present: await jpeg({ width: 3000, height: 120 }),
      picture: await jpeg({ width: 120, height: 3000 }),
    };
    for (const width of [980, 640, 400]) {
      await show(shown, 'vscode-dark', { size: { width, height: 800 } });
      assert.deepEqual(await pixels('present'), [3000, 120]);
      assert.deepEqual(await pixels('new'), [120, 3000]);
      await page.getByRole('heading', { level: 1, name: LONG }).waitFor();
      assert.equal(await overflow(), 0, `${width} pixels`);
      await page.screenshot({ path: path.join(SCREENSHOTS, `replace-shapes-${width}.png`) });
    }
  });
});
