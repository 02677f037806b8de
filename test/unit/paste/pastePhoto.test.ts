import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type * as vscodeTypes from 'vscode';
import { MOST_BYTES } from '../../../src/paste/page/messages.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { mug } from '../../drawings.ts';
import { heic } from '../../heic.ts';
import { jpeg, png, svg, tiff } from '../../pictures.ts';
import { commandInTest } from '../commands/commandInTest.ts';
import { openMessages, settingChanged, told } from '../commands/person.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';
import { PastedPanel } from './pastedPanel.ts';

let opened: PastedPanel[] = [];
vscode.ViewColumn = { Active: -1 };
vscode.window = {
  ...(vscode.window as object),
  createWebviewPanel: (): PastedPanel => {
    const panel = new PastedPanel();
    opened.push(panel);
    return panel;
  },
};

const { pastePhoto, restorePastePage } = await import('../../../src/paste/pastePhoto.ts');

const NAME = /^Pasted picture \d{4}-\d\d-\d\d \d\d\.\d\d\.png$/;

describe('Paste Photo', () => {
  const command = commandInTest();
  let page: PastedPanel;
  let shot: Buffer;

  beforeEach(async () => {
    opened = [];
    shot = await png({ width: 64, height: 48 });
    page = await open();
  });

  afterEach(() => {
    page.dispose();
  });

  async function open(): Promise<PastedPanel> {
    await pastePhoto(command.services);
    const panel = opened.at(-1);
    assert.ok(panel);
    return panel;
  }

  it('uploads what was pasted, and closes the page', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    assert.deepEqual(
      page.state.pictures.map(({ facts, outlook }) => [facts, outlook]),
      [['PNG · 64 × 48 pixels · 1 KB', 'Ready to upload.']],
    );
    page.says({ kind: 'upload' });
    await command.chooseAmelia();
    const message = await told(/^Pasted picture/);
    assert.equal(page.isOpen, false);
    message.press();
    assert.equal(await command.stored(), sha256Of(shot));
    const { fileName } = command.services.lastUpload.get() ?? {};
    assert.match(fileName ?? '', NAME);
  });

  it('suggests no record by the name that it gives', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    page.says({ kind: 'upload' });
    const input = await command.askedForRecord();
    assert.doesNotMatch(JSON.stringify(input.visible), /Pasted/);
    input.hide();
    await page.notes(/^Not uploaded/);
  });

  it('keeps the name of a file', async () => {
    page.pastes(['C:\\shots\\mug.png', shot], ['mug.jpg', await jpeg({ width: 8, height: 8 })]);
    await page.shows(/^mug\.png$/, /^mug \(2\)\.jpg$/);
  });

  it('keeps the picture if the person cancels, and takes it again', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    page.says({ kind: 'upload' });
    const input = await command.askedForRecord();
    assert.equal(page.state.isBusy, true);
    page.says({ kind: 'upload' });
    input.hide();
    await page.notes(/^Not uploaded\. The picture is still here\.$/);
    assert.equal(page.state.isBusy, false);
    assert.deepEqual(openMessages(), []);
    page.says({ kind: 'upload' });
    await command.chooseAmelia();
    (await told(/^Pasted picture/)).press();
    assert.equal(await command.stored(), sha256Of(shot));
  });

  it('keeps the picture until a retry has uploaded it', async () => {
    await command.refuses('POST', 'NO_PERMISSION', 403);
    page.pastes(['', shot]);
    await page.shows(NAME);
    page.says({ kind: 'upload' });
    await command.chooseAmelia();
    const failed = await told(/^Pasted picture.* wasn’t uploaded/);
    await page.notes(/^Not uploaded/);
    assert.equal(page.state.isBusy, false);
    failed.press('Retry');
    const message = await told(/^Pasted picture.* is now/);
    assert.equal(page.isOpen, false);
    message.press();
    assert.equal(await command.stored(), sha256Of(shot));
  });

  it('uploads although the page is closed meanwhile, and keeps a picture pasted meanwhile', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    page.says({ kind: 'upload' });
    await command.askedForRecord();
    page.pastes(['mug.png', await mug()]);
    await page.shows(/^mug\.png$/);
    await command.chooseAmelia();
    (await told(/^Pasted picture/)).press();
    await until('the page isn’t busy', () => !page.state.isBusy);
    assert.equal(page.isOpen, true);
    assert.equal(page.state.note, undefined);
    page.says({ kind: 'upload' });
    await command.askedForRecord();
    page.dispose();
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press();
    assert.equal(await command.stored(), sha256Of(await mug()));
  });

  it('uploads several, with a question for each', async () => {
    page.pastes(['', shot], ['', await jpeg({ width: 9, height: 9 })], ['a.txt', Buffer.from('a')]);
    await page.shows(NAME, /\(2\)\.jpg$/, /^a\.txt$/);
    const [, , text] = page.state.pictures;
    assert.match(text?.outlook ?? '', /^The file isn’t a picture\./);
    page.says({ kind: 'upload' });
    await command.chooseAmelia();
    await command.chooseAmelia();
    (await told(/^2 of 2/)).press();
    assert.equal(command.shown.length, 2);
    await page.shows(/^a\.txt$/);
    assert.equal(page.state.canUpload, false);
    page.says({ kind: 'remove', id: text?.id ?? 0 });
    await page.shows();
  });

  it('keeps a file that was skipped, although another one with its name was uploaded', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    try {
      const uris: string[] = [];
      for (const season of ['spring', 'fall']) {
        const file = path.join(folder, season, 'mug.png');
        await mkdir(path.dirname(file));
        await writeFile(file, shot);
        uris.push((vscode.Uri as typeof vscodeTypes.Uri).file(file).toString());
      }
      page.says({ kind: 'uris', uris });
      await page.shows(/^mug\.png$/, /^mug\.png$/);
      const [, second] = page.state.pictures;
      page.says({ kind: 'upload' });
      await command.chooseAmelia();
      (await command.askedForRecord()).choose('Skip this picture');
      (await told(/^1 of 2 pictures uploaded.* 1 skipped/)).press();
      await page.notes(/^Not uploaded\. The picture is still here\.$/);
      assert.deepEqual(
        page.state.pictures.map(({ id }) => id),
        [second?.id],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('gives the page no more files than it can hold, and says so instead', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
    try {
      const uris: string[] = [];
      for (const name of ['a.png', 'b.png']) {
        const file = path.join(folder, name);
        await writeFile(file, shot);
        await truncate(file, 0.6 * MOST_BYTES);
        uris.push((vscode.Uri as typeof vscodeTypes.Uri).file(file).toString());
      }
      page.says({ kind: 'uris', uris });
      const bytes = (): number[] =>
        page.sent.flatMap((one) => (one.kind === 'bytes' ? [one.bytes.length] : []));
      await until('both are shown', () => bytes().length === 2);
      assert.deepEqual(bytes().sort(), [0, 0.6 * MOST_BYTES]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('doesn’t say that a picture wasn’t uploaded if that isn’t known', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    await command.world.control.fault({
      method: 'POST',
      path: '/photo',
      answer: { status: 200, body: {} },
    });
    page.says({ kind: 'upload' });
    await command.chooseAmelia();
    (await told(/^Pasted picture/)).press();
    await page.notes(/^The picture is still here\.$/);
  });

  it('takes a link of any length, and a URI', async () => {
    page.says({ kind: 'url', url: `https://example.com/mug.png?signature=${'x'.repeat(20_000)}` });
    await page.notes(/^This is a link to example\.com/);
    page.says({ kind: 'uris', uris: [`file:///${'%E6%9D%AF/'.repeat(900)}mug.png`] });
    await page.shows(/^mug\.png$/);
    assert.equal(page.state.pictures[0]?.facts, '', 'nothing is known of a file that isn’t there');
  });

  it('keeps a link when a picture is removed', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    page.says({ kind: 'url', url: 'https://example.com/mug.png' });
    page.says({ kind: 'remove', id: page.state.pictures[0]?.id ?? 0 });
    await page.shows();
    assert.equal(page.state.download, 'Download from example.com');
    page.pastes(['', shot]);
    await page.shows(NAME);
    assert.equal(page.state.download, undefined);
  });

  it('says what will happen to a picture that Zoho refuses', async () => {
    command.settings.longestSide = () => 100;
    page.pastes(
      ['a.tif', await tiff({ width: 8, height: 8 })],
      ['b.png', await png({ width: 200, height: 20 })],
      ['', await svg({ width: 8, height: 8 })],
    );
    await page.shows(/^a\.tif$/, /^b\.png$/, /^Pasted picture [^.]*\.\d\d$/);
    assert.deepEqual(
      page.state.pictures.map(({ outlook }) => outlook),
      [
        'Zoho doesn’t accept TIFF files. You can upload a converted version.',
        'It’s larger than the “Longest Side” setting allows. It will be resized.',
        'Zoho doesn’t accept SVG files. Save it as PNG, JPEG, GIF, or BMP, then upload it again.',
      ],
    );
    command.settings.fitPictures = () => 'never';
    page.says({ kind: 'ready' });
    await until('it’s shown again', () => page.state.pictures[0]?.isRefused === true);
  });

  it('says that converting HEIC is off, and takes it as soon as it’s on', async () => {
    page.pastes(['IMG_1.heic', heic()]);
    await page.shows(/^IMG_1\.heic$/);
    assert.equal(
      page.state.pictures[0]?.outlook,
      'Zoho doesn’t accept HEIC files, and converting them is off for security. Export the picture as JPEG, or turn on the “Convert HEIC” setting.',
    );
    assert.equal(page.state.canUpload, false);
    command.settings.convertHeic = () => true;
    settingChanged('zohoCrmPhotos.convertHeic');
    await until('it can be uploaded', () => page.state.canUpload);
    assert.equal(
      page.state.pictures[0].outlook,
      'Zoho doesn’t accept HEIC files. You can upload a converted version.',
    );
  });

  it('says why there is no picture, and keeps those from before', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    page.says({ kind: 'lack', lack: 'text', isDrop: false });
    await page.notes(/^That’s text/);
    await page.shows(NAME);
    page.says({
      kind: 'files',
      files: [],
      tooLarge: ['huge.tif'],
      unreadable: ['gone.png'],
      beyond: 3,
    });
    await page.notes(
      /^huge\.tif is too large .*64 MB.* Couldn’t read gone\.png.* Only the first 10/,
    );
    await page.shows(NAME);
  });

  it('downloads a picture only when asked', async () => {
    let requests = 0;
    const server = createServer(({ url }, response) => {
      requests += 1;
      response.writeHead(url === '/mug.png' ? 200 : 404).end(shot);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      page.says({ kind: 'url', url: `http://127.0.0.1:${port}/gone.png` });
      await page.notes(/^This is a link to 127\.0\.0\.1/);
      assert.equal(page.state.download, `Download from 127.0.0.1:${port}`);
      assert.equal(requests, 0);
      page.says({ kind: 'download' });
      await page.notes(/HTTP 404/);
      page.says({ kind: 'url', url: `http://127.0.0.1:${port}/mug.png` });
      page.says({ kind: 'download' });
      await page.shows(/^mug\.png$/);
      assert.equal(page.state.download, undefined);
      await until('it isn’t busy', () => !page.state.isBusy && page.state.canUpload);
      page.says({ kind: 'url', url: 'https://192.168.0.1/mug.png' });
      await page.notes(/in your own network/);
      assert.equal(page.state.download, undefined);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it('shows the pictures again when the page was hidden', async () => {
    page.pastes(['', shot]);
    await until('its bytes are sent', () => page.sent.some(({ kind }) => kind === 'bytes'));
    page.sent.length = 0;
    page.says({ kind: 'ready' });
    await until('its bytes are sent', () => page.sent.some(({ kind }) => kind === 'bytes'));
    await page.shows(NAME);
    page.says({ kind: 'ping' });
    assert.deepEqual(page.sent.at(-1), { kind: 'pong' });
  });

  it('is shown again instead of a second page', async () => {
    assert.equal(await open(), page);
    assert.equal(page.revealed, 1);
    page.dispose();
    assert.notEqual(await open(), page);
    opened.at(-1)?.dispose();
  });

  it('is empty after a restart, and says why', async () => {
    page.dispose();
    for (const [kept, note] of [
      [{ hadPictures: true }, 'The window was reloaded. Paste the picture again.'],
      [{ hadPictures: false }, undefined],
      ['nonsense', undefined],
    ] as const) {
      const restored = new PastedPanel();
      await restorePastePage(command.services, restored.panel, kept);
      restored.says({ kind: 'ready' });
      assert.equal(restored.state.note, note);
      assert.equal(await open().catch(() => undefined), opened.at(-1));
      assert.equal(restored.revealed, 1);
      restored.dispose();
    }
  });

  it('believes nothing that the page says', async () => {
    page.pastes(['', shot]);
    await page.shows(NAME);
    const before = page.sent.length;
    const odd = [
      { kind: 'files', files: [{ name: 'a.png', bytes: 'text' }] },
      { kind: 'files', files: [{ name: 'a.png', bytes: new Uint8Array(MOST_BYTES + 1) }] },
      { kind: 'url', url: 1 },
      { kind: 'uris', uris: [1] },
      { kind: 'run', command: 'signOut' },
    ];
    for (const said of odd) {
      page.says({ tooLarge: [], unreadable: [], beyond: 0, ...said });
    }
    assert.equal(page.sent.length, before);
    page.says({ kind: 'uris', uris: ['file://nas/share/a.png'] });
    await page.notes(/network server/);
    await page.shows(NAME);
  });
});
