import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright';
import { launchBrowser } from '../vscode/browser.ts';

const source = path.resolve(import.meta.dirname, '..', '..', 'src', 'page');

/** What a page finds in a paste or a drop; of files, names and contents. */
interface Found {
  readonly kind: string;
  readonly files?: readonly (readonly [name: string, text: string])[];
  readonly uris?: readonly string[];
  readonly url?: string;
}

interface Data {
  /** Names and contents. */
  readonly files?: readonly (readonly [name: string, text: string])[];
  /** Texts by their types. */
  readonly texts?: Readonly<Record<string, string>>;
}

describe('what is pasted or dropped on a page', () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `export * from './givenPictures.ts'; export * from './dropTarget.ts';`,
        resolveDir: source,
      },
      bundle: true,
      format: 'iife',
      globalName: 'pictures',
      write: false,
    });
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.setContent('<main style="height: 100px"><p id="here">here</p><p>there</p></main>');
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    await page.evaluate(`{
      window.transferOf = ({ files = [], texts = {} }) => {
        const transfer = new DataTransfer();
        for (const [type, text] of Object.entries(texts)) transfer.setData(type, text);
        for (const [name, text] of files) transfer.items.add(new File([text], name));
        return transfer;
      };
      window.found = async ({ files, ...given }) => files === undefined ? given : {
        ...given,
        files: await Promise.all(files.map(async ({ name, blob }) => [name, await blob.text()])),
      };
    }`);
  });

  after(async () => {
    await browser.close();
  });

  function found(data: Data): Promise<Found> {
    return page.evaluate<Found>(`found(pictures.givenIn(transferOf(${JSON.stringify(data)})))`);
  }

  it('is its files, in their order', async () => {
    const files = [
      ['b.jpg', 'bb'],
      ['a.png', 'aa'],
    ] as const;
    assert.deepEqual(await found({ files, texts: { 'text/plain': 'b.jpg' } }), {
      kind: 'files',
      files,
    });
  });

  it('has no name if it was never in a file', async () => {
    assert.deepEqual(await found({ files: [['image.png', 'shot']] }), {
      kind: 'files',
      files: [['', 'shot']],
    });
  });

  it('is the URIs of the editor’s explorer', async () => {
    const uris = ['vscode-remote://wsl%2Bubuntu/home/ada/mug.jpg', 'file:///c%3A/mug.jpg'];
    const texts = { 'text/plain': '/home/ada/mug.jpg' };
    for (const [type, text] of [
      ['resourceurls', JSON.stringify(uris)],
      ['application/vnd.code.uri-list', uris.join('\r\n')],
      ['text/uri-list', `# from a file manager\r\n${uris.join('\r\n')}`],
    ] as const) {
      assert.deepEqual(await found({ texts: { ...texts, [type]: text } }), { kind: 'uris', uris });
    }
    const odd = { resourceurls: '{"not": "a list', 'application/vnd.code.uri-list': uris[0] ?? '' };
    assert.deepEqual(await found({ texts: odd }), { kind: 'uris', uris: uris.slice(0, 1) });
  });

  it('is a link to a picture on the web', async () => {
    const url = 'https://shop.example/mug.jpg?size=2&v=1';
    for (const texts of [
      { 'text/html': `<meta charset="utf-8"><img src="${url.replace('&', '&amp;')}" alt="Mug">` },
      { 'text/uri-list': url },
      { 'text/plain': `  ${url}\n` },
    ]) {
      assert.deepEqual(await found({ texts }), { kind: 'url', url });
    }
  });

  it('is a picture inside HTML or a data URL', async () => {
    const files = [['', 'hello']];
    for (const texts of [
      { 'text/html': '<p>Hi <img src="data:image/png;base64,aGVsbG8="></p>', 'text/plain': 'Hi' },
      { 'text/plain': 'data:image/png;base64,aGVsbG8%3D' },
      { 'text/plain': 'data:image/svg+xml,%68ello' },
    ]) {
      assert.deepEqual(await found({ texts }), { kind: 'files', files });
    }
  });

  it('is the file that SVG text would be', async () => {
    for (const svg of ['<svg width="4"/>', '<?xml version="1.0"?>\n<!-- a --><svg></svg>']) {
      const given = await found({ texts: { 'text/plain': ` ${svg}` } });
      assert.deepEqual(given, { kind: 'files', files: [['', svg]] });
    }
  });

  it('is just text, or nothing', async () => {
    for (const text of [
      'Amelia Fischer',
      'http:// example',
      'javascript:alert(1)',
      'data:image/png;base64,%',
      'data:text/html,<p>',
      'An <svg> is a picture',
    ]) {
      assert.deepEqual(await found({ texts: { 'text/plain': text } }), { kind: 'text' }, text);
    }
    const html = '<script>window.ran = true</script><img src onerror="window.ran = true">';
    assert.deepEqual(await found({ texts: { 'text/html': html } }), { kind: 'text' });
    assert.equal(await page.evaluate('window.ran'), undefined);
    assert.deepEqual(await found({}), { kind: 'nothing' });
  });

  it('can be dropped where the page has a place for it', async () => {
    const seen = await page.evaluate<unknown>(`(async () => {
      const seen = [];
      const main = document.querySelector('main');
      const [here, there] = document.querySelectorAll('p');
      pictures.receiveDrops(main, {
        placeOf: ({ target }) => target === here ? here : undefined,
        onDrop: (given, place) => seen.push(found(given), place.id),
      });
      const send = (type, on, data) => {
        const event = new DragEvent(type, {
          bubbles: true, cancelable: true, dataTransfer: transferOf(data),
        });
        on.dispatchEvent(event);
        seen.push([type, event.defaultPrevented, here.className]);
      };
      const picture = { files: [['mug.jpg', 'mug']] };
      send('dragover', here, { texts: { 'text/plain': 'text' } });
      send('dragover', here, picture);
      send('dragover', there, picture);
      send('drop', there, picture);
      send('dragover', here, picture);
      send('dragleave', main, picture);
      send('dragenter', here, picture);
      send('drop', here, picture);
      return Promise.all(seen);
    })()`);
    assert.deepEqual(seen, [
      ['dragover', false, ''],
      ['dragover', true, 'drop-target'],
      ['dragover', false, ''],
      ['drop', false, ''],
      ['dragover', true, 'drop-target'],
      ['dragleave', false, ''],
      ['dragenter', true, 'drop-target'],
      { kind: 'files', files: [['mug.jpg', 'mug']] },
      'here',
      ['drop', true, ''],
    ]);
  });
});
