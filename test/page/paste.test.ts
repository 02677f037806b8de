import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright';
import { pasteHtml } from '../../src/paste/html.ts';
import type { FromPastePage, PasteState } from '../../src/paste/page/messages.ts';
import { MOST_BYTES, MOST_PICTURES } from '../../src/paste/page/messages.ts';
import { linkToPicture, wordsOfLack } from '../../src/paste/words.ts';
import { chair, portrait } from '../drawings.ts';
import { heic } from '../pictures.ts';
import { assertAccessible, rulesIn } from './accessible.ts';
import { loadPage, ORIGIN, openPageInBrowser, SCREENSHOTS, SOURCES } from './pageInBrowser.ts';
import { THEMES } from './themes.ts';
import { until } from '../unit/until.ts';

const WIDE = { width: 900, height: 640 };

const EMPTY: PasteState = { pictures: [], canUpload: false, isBusy: false };

const CHAIR: PasteState['pictures'][number] = {
  id: 1,
  name: 'Pasted picture 2026-11-29 13.40.png',
  facts: 'PNG · 1000 × 1000 pixels · 34 KB',
  outlook: 'Ready to upload.',
  isRefused: false,
  remove: 'Remove Pasted picture 2026…',
};

/** What a test puts on the clipboard, or drops. */
interface Data {
  /** Names and contents. */
  readonly files?: readonly (readonly [name: string, text: string])[];
  /** Texts by their types. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Bytes of one more file. */
  readonly size?: number;
}

describe('the page that takes a picture', () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    ({ browser, page } = await openPageInBrowser('paste', () => pasteHtml(SOURCES)));
  });

  after(async () => {
    await browser.close();
  });

  beforeEach(async () => {
    await load();
  });

  async function load(theme = 'vscode-dark', size = WIDE): Promise<void> {
    await loadPage(page, theme, size);
    await page.evaluate(`window.transferOf = ({ files = [], texts = {}, size }) => {
      const transfer = new DataTransfer();
      for (const [type, text] of Object.entries(texts)) transfer.setData(type, text);
      for (const [name, text] of files) transfer.items.add(new File([text], name));
      if (size) transfer.items.add(new File([new Uint8Array(size)], 'huge.tif'));
      return transfer;
    }`);
  }

  async function paste(data: Data): Promise<void> {
    await page.evaluate(`document.activeElement.dispatchEvent(new ClipboardEvent('paste', {
      bubbles: true, cancelable: true, clipboardData: transferOf(${JSON.stringify(data)}),
    }))`);
  }

  async function drop(data: Data): Promise<void> {
    await page.evaluate(`for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, {
        bubbles: true, cancelable: true, dataTransfer: transferOf(${JSON.stringify(data)}),
      }));
    }`);
  }

  /** The next message to the extension of one of these kinds, with bytes as text. */
  async function said(...kinds: FromPastePage['kind'][]): Promise<unknown> {
    await until(`the page says ${kinds.join(' or ')}`, () =>
      page.evaluate<boolean>(
        `window.said.some(({ kind }) => ${JSON.stringify(kinds)}.includes(kind))`,
      ),
    );
    return page.evaluate(`(() => {
      const at = window.said.findIndex(({ kind }) => ${JSON.stringify(kinds)}.includes(kind));
      const [message] = window.said.splice(at, 1);
      const text = (bytes) => bytes.length > 1e6 ? bytes.length : new TextDecoder().decode(bytes);
      return message.files === undefined ? message : {
        ...message, files: message.files.map(({ name, bytes }) => [name, text(bytes)]),
      };
    })()`);
  }

  async function show(state: Partial<PasteState>): Promise<void> {
    const message = { kind: 'state', state: { ...EMPTY, ...state } };
    await page.evaluate(
      `dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`,
    );
  }

  async function showBytes(id: number, bytes: Buffer): Promise<void> {
    await page.evaluate(`dispatchEvent(new MessageEvent('message', { data: {
      kind: 'bytes', id: ${id},
      bytes: Uint8Array.from(atob('${bytes.toString('base64')}'), (one) => one.charCodeAt(0)),
    } }))`);
  }

  function focused(): Promise<string> {
    return page.evaluate<string>('document.activeElement.id');
  }

  it('asks for everything when it’s loaded, and can be pasted into at once', async () => {
    assert.deepEqual(await said('ready'), { kind: 'ready' });
    assert.equal(await focused(), 'zone');
    await page.keyboard.type('text');
    assert.equal(await page.locator('#zone').textContent(), '');
    assert.equal(await page.locator('#keys').isVisible(), true);
    assert.equal(await page.locator('#keys-mac').isVisible(), false);
  });

  const nothing = { tooLarge: [], unreadable: [], beyond: 0 };

  it('passes on what is pasted, wherever the focus is', async () => {
    await page.locator('#choose').focus();
    await paste({ files: [['mug.jpg', 'mug']] });
    assert.deepEqual(await said('files'), {
      kind: 'files',
      files: [['mug.jpg', 'mug']],
      ...nothing,
    });
    await paste({ texts: { 'text/plain': 'https://shop.example/mug.jpg' } });
    assert.deepEqual(await said('url'), { kind: 'url', url: 'https://shop.example/mug.jpg' });
    await paste({ texts: { 'text/plain': 'a mug' } });
    assert.deepEqual(await said('lack'), { kind: 'lack', lack: 'text', isDrop: false });
    await paste({});
    assert.deepEqual(await said('lack'), { kind: 'lack', lack: 'nothing', isDrop: false });
  });

  it('passes on what is dropped anywhere', async () => {
    await drop({ files: [['mug.jpg', 'mug']] });
    assert.deepEqual(await said('files'), {
      kind: 'files',
      files: [['mug.jpg', 'mug']],
      ...nothing,
    });
    await drop({ texts: { resourceurls: '["file:///shop/mug.jpg"]' } });
    assert.deepEqual(await said('uris'), { kind: 'uris', uris: ['file:///shop/mug.jpg'] });
    await drop({ texts: { 'text/html': '<b>a mug</b>' } });
    assert.deepEqual(await said('lack'), { kind: 'lack', lack: 'text', isDrop: true });
  });

  it('takes no more than fits into memory', async () => {
    await paste({ files: [['a.png', 'a']], size: MOST_BYTES });
    assert.deepEqual(await said('files'), {
      kind: 'files',
      files: [['a.png', 'a']],
      ...nothing,
      tooLarge: ['huge.tif'],
    });
    const files = Array.from({ length: MOST_PICTURES + 2 }, (_, n) => [`${n}.png`, 'x'] as const);
    await paste({ files });
    assert.deepEqual(await said('files'), {
      kind: 'files',
      files: files.slice(0, MOST_PICTURES),
      ...nothing,
      beyond: 2,
    });
  });

  it('takes chosen files, and the same one again', async () => {
    for (let times = 0; times < 2; times += 1) {
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose File…' }).click();
      await (
        await choosing
      ).setFiles({ name: 'mug.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('mug') });
      assert.deepEqual(await said('files'), {
        kind: 'files',
        files: [['mug.jpg', 'mug']],
        ...nothing,
      });
    }
  });

  it('reads the clipboard with a button, if the browser allows it', async () => {
    const button = page.getByRole('button', { name: 'Paste', exact: true });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: ORIGIN,
    });
    const png = (await chair()).toString('base64');
    await page.evaluate(`(async () => {
      const bytes = Uint8Array.from(atob('${png}'), (one) => one.charCodeAt(0));
      const blob = new Blob([bytes], { type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    })()`);
    await button.click();
    const given = (await said('files')) as { files: [name: string, text: string][] };
    assert.equal(given.files[0]?.[0], '');
    assert.match(given.files[0][1], /^.PNG/);
    await page.evaluate(`navigator.clipboard.writeText('https://shop.example/mug.jpg')`);
    await button.click();
    assert.deepEqual(await said('url'), { kind: 'url', url: 'https://shop.example/mug.jpg' });
    await page.context().clearPermissions();
    await button.click();
    assert.deepEqual(await said('lack'), {
      kind: 'lack',
      lack: 'clipboard-refused',
      isDrop: false,
    });
  });

  it('pastes by key from any button', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: ORIGIN,
    });
    await page.evaluate(`navigator.clipboard.writeText('a mug')`);
    await page.locator('#choose').focus();
    await page.keyboard.press('ControlOrMeta+v');
    assert.deepEqual(await said('lack'), { kind: 'lack', lack: 'text', isDrop: false });
    assert.equal(await focused(), 'zone');
    await page.context().clearPermissions();
  });

  it('shows a picture with what will happen, and goes on with Enter', async () => {
    await show({ pictures: [CHAIR], canUpload: true });
    await showBytes(1, await chair());
    await page.locator('img').waitFor({ state: 'visible' });
    assert.equal(await page.getByRole('img').getAttribute('alt'), CHAIR.name);
    assert.equal(
      await page.getByRole('status').textContent(),
      `${CHAIR.name} ${CHAIR.facts} ${CHAIR.outlook}`,
    );
    assert.equal(await focused(), 'upload');
    await page.keyboard.press('Enter');
    assert.deepEqual(await said('upload'), { kind: 'upload' });
    await show({ pictures: [CHAIR], canUpload: true, isBusy: true });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Remove / }).click();
    assert.deepEqual(await said('upload', 'remove'), { kind: 'remove', id: 1 });
    await show({});
    assert.equal(await page.locator('li').count(), 0);
    assert.equal(await focused(), 'zone');
  });

  it('takes the focus from nothing else in the window, except for what was dropped', async () => {
    await show({});
    await page.locator('#choose').focus();
    await page.evaluate('document.hasFocus = () => false');
    await show({ pictures: [CHAIR], canUpload: true });
    assert.equal(await focused(), 'choose');
    await drop({ texts: { 'application/vnd.code.uri-list': 'file:///mug.jpg' } });
    await show({ pictures: [{ ...CHAIR, id: 2 }], canUpload: true });
    assert.equal(await focused(), 'upload');
    await page.locator('#choose').focus();
    await show({});
    assert.equal(await focused(), 'choose');
  });

  it('says so if a picture can’t be shown', async () => {
    await show({ pictures: [{ ...CHAIR, name: 'IMG_1.heic' }], canUpload: true });
    await showBytes(1, await heic());
    assert.equal(await page.locator('.instead').textContent(), 'No preview');
    assert.equal(await page.locator('img').isVisible(), false);
  });

  it('offers to download what is only a link', async () => {
    const note = linkToPicture('shop.example');
    await show({ note, download: 'Download from shop.example' });
    assert.equal(await page.locator('#note').textContent(), note);
    assert.equal(await page.getByRole('status').textContent(), note);
    assert.equal(await focused(), 'download');
    await page.keyboard.press('Enter');
    assert.deepEqual(await said('download'), { kind: 'download' });
  });

  it('says everything to screen readers', async () => {
    await show({ pictures: [CHAIR], canUpload: true });
    await showBytes(1, await chair());
    await page.locator('img').waitFor({ state: 'visible' });
    assert.equal(
      await page.locator('body').ariaSnapshot(),
      `- main:
  - heading "Paste Photo" [level=1]
  - textbox "Paste a picture here"
  - strong: Press Ctrl+V to paste a picture
  - paragraph: Or hold Shift and drop one here.
  - paragraph: Nothing is sent until you’ve chosen a record.
  - group "Actions":
    - button "Upload…"
    - button "Paste"
    - button "Choose File…"
  - status: ${CHAIR.name} ${CHAIR.facts} ${CHAIR.outlook}
  - list "Pictures to upload":
    - listitem:
      - img "${CHAIR.name}"
      - heading "${CHAIR.name}" [level=2]
      - paragraph: ${CHAIR.facts}
      - paragraph: ${CHAIR.outlook}
      - button "${CHAIR.remove}": Remove`,
    );
    assert.equal(
      await page.locator('#zone').getAttribute('aria-describedby'),
      'keys keys-mac drop nothing-sent',
    );
  });

  for (const theme of Object.keys(THEMES)) {
    it(`appears in the theme ${theme}`, async () => {
      await load(theme);
      await show({ note: wordsOfLack('text', false) });
      await page.screenshot({ path: path.join(SCREENSHOTS, `paste-empty-${theme}.png`) });
      await assertAccessible(page, 'without a picture', [], rulesIn(theme));
      const refused = {
        ...CHAIR,
        id: 2,
        name: 'notes.txt',
        facts: '1 KB',
        outlook: 'The file isn’t a picture. Zoho accepts PNG, JPEG, GIF, and BMP.',
        isRefused: true,
        remove: 'Remove notes.txt',
      };
      await show({ pictures: [CHAIR, refused], canUpload: true });
      await showBytes(1, await chair());
      await page.locator('img').first().waitFor({ state: 'visible' });
      await page.screenshot({
        path: path.join(SCREENSHOTS, `paste-${theme}.png`),
        fullPage: true,
      });
      await assertAccessible(page, 'with pictures', [], rulesIn(theme));
    });
  }

  it('fits into an editor of any width, whatever the names', async () => {
    const name = `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(4)}.jpg`;
    await load('vscode-light', { width: 320, height: 640 });
    await show({ pictures: [{ ...CHAIR, name }], canUpload: true, note: linkToPicture(name) });
    await showBytes(1, await portrait());
    await page.locator('img').waitFor({ state: 'visible' });
    const overflow = await page.evaluate<number>(
      '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.documentElement)',
    );
    assert.equal(overflow, 0);
  });

  it('says when the extension is disconnected, and opens a new page', async () => {
    const alert = page.getByRole('alert');
    await page.clock.install();
    await load();
    await show({ pictures: [CHAIR], canUpload: true });
    await page.clock.runFor(60_000);
    assert.equal(await alert.isVisible(), false);
    await page.evaluate('window.isGone = true');
    await page.clock.runFor(18_000);
    assert.match(await alert.innerText(), /^Disconnected\..* Open a New Page$/s);
    assert.equal(
      await alert.getByRole('link').getAttribute('href'),
      'command:zohoCrmPhotos.pastePhoto',
    );
    assert.equal(await page.locator('#upload').isVisible(), false);
  });
});
