import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { mug } from '../../drawings.ts';
import { shownInputs } from '../ui/quickInputs.ts';
import type { QuickInput } from '../ui/quickInputs.ts';
import { until } from '../until.ts';
import { commandInTest } from './commandInTest.ts';
import { openMessages, person, told } from './person.ts';

const { uploadFromUrl } = await import('../../../src/commands/uploadFromUrl.ts');

describe('Upload Picture from URL', () => {
  const command = commandInTest();
  let server: Server;
  let origin: string;
  let picture: Uint8Array;
  let asked: number;

  before(async () => {
    picture = await mug();
    server = createServer(({ url }, response) => {
      asked += 1;
      response.writeHead(url === '/mug.png' ? 200 : 404).end(picture);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(() => {
    asked = 0;
  });

  /** The nth question for the URL. */
  async function question(number = 1): Promise<QuickInput> {
    await until('it is asked', () => shownInputs.length === number);
    const input = shownInputs[number - 1];
    assert.ok(input);
    return input;
  }

  async function enter(path: string, number?: number): Promise<void> {
    const input = await question(number);
    input.type(origin + path);
    input.accept();
  }

  it('uploads a picture from the web', async () => {
    const done = uploadFromUrl(command.services);
    await enter('/mug.png');
    await command.chooseAmelia();
    (await told(/^mug\.png/)).press();
    await done;
    assert.equal(await command.stored(), sha256Of(picture));
  });

  it('downloads nothing if the person cancels', async () => {
    const done = uploadFromUrl(command.services);
    (await question()).hide();
    await done;
    assert.equal(asked, 0);
  });

  it('rejects an invalid URL', async () => {
    const done = uploadFromUrl(command.services);
    const input = await question();
    for (const text of ['mug', 'ftp://example.com/mug.png', 'https://a:b@example.com/mug.png']) {
      input.type(text);
      input.accept();
      assert.notEqual(input.validationMessage ?? '', '', text);
    }
    input.hide();
    await done;
    assert.equal(asked, 0);
  });

  it('says why there is no picture, and asks for another URL on request', async () => {
    const done = uploadFromUrl(command.services);
    await enter('/nothing.png');
    const first = await told(/127\.0\.0\.1/);
    assert.equal(first.severity, 'error');
    first.press(first.buttons[0]);
    await enter('/nothing.png', 2);
    const second = await told(/127\.0\.0\.1/);
    second.press();
    await done;
    assert.equal(asked, 2);
    assert.deepEqual(openMessages(), []);
    assert.deepEqual(
      command.log,
      ['Picture from 127.0.0.1: status', 'Picture from 127.0.0.1: status'].map((line) =>
        line.replace('127.0.0.1', new URL(origin).host),
      ),
    );
  });

  it('ends if the person cancels the download', async () => {
    person.cancels = /127\.0\.0\.1/;
    const done = uploadFromUrl(command.services);
    await enter('/mug.png');
    await done;
    assert.deepEqual(openMessages(), []);
    assert.equal(await command.stored(), undefined);
  });
});
