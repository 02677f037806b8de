import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { mug } from '../../drawings.ts';
import { photo } from '../../photos.ts';
import { tooManyPixels, webp } from '../../pictures.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { howMany, LONG_FORM } from '../../long.ts';

const FROM_URL = 'Zoho CRM Photos: Upload Picture from URL…';

describe('a photo from a URL', () => {
  let stage: Stage;
  let server: Server;
  let port: number;
  let asked: string[];

  before(async () => {
    const pictures: Readonly<Record<string, Buffer>> = {
      '/catalogue/mug.jpg': await mug(),
      '/camera.jpg': await tooManyPixels(),
      '/placed.jpg': await photo('jpeg'),
      '/shop': await webp({ width: 900, height: 600 }),
    };
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      if (url === '/moved') {
        response.writeHead(302, { location: '/catalogue/mug.jpg' }).end();
      } else if (url === '/inside') {
        response.writeHead(302, { location: 'https://192.168.0.1/mug.jpg' }).end();
      } else if (url === '/huge.jpg') {
        response.writeHead(200, { 'content-length': 65 * 1024 * 1024 });
        response.write(pictures['/camera.jpg']);
      } else {
        const picture = pictures[url];
        response.writeHead(picture === undefined ? 404 : 200).end(picture);
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    stage = await sharedStage();
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(async () => {
    asked = [];
    await stage.reset();
  });

  async function give(address: string): Promise<void> {
    await stage.window.commandPalette.run(FROM_URL);
    await stage.person.answer(/^URL of the picture/, address);
  }

  it('is downloaded through a redirect and becomes the record’s photo', async () => {
    const { crm, person } = stage;
    await give(`http://127.0.0.1:${port}/moved`);
    await person.answerTarget();
    assert.equal((await person.result('mug.jpg')).severity, 'info');
    assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.fileName, 'mug.jpg');
    assert.deepEqual(asked, ['/moved', '/catalogue/mug.jpg']);
  });

  it('shows what’s wrong with a URL as it’s typed', async () => {
    const { commandPalette, quickInput } = stage.window;
    await commandPalette.run(FROM_URL);
    await quickInput.shown({ message: /^URL of the picture/ });
    await quickInput.type('http://example.com/mug.jpg');
    await quickInput.shown({ message: /starting with https/, severity: 'error' });
    await quickInput.type('https://192.168.0.1/mug.jpg');
    await quickInput.shown({ message: /in your own network/, severity: 'error' });
    await stage.window.screenshot('from-url');
    await quickInput.escape();
    await quickInput.closed();
  });

  it('isn’t downloaded from a local network machine that a redirect points to', async () => {
    const { notifications } = stage.window;
    await give(`http://127.0.0.1:${port}/inside`);
    await notifications.waitFor(
      /^Couldn’t download the picture from .*192\.168\.0\.1 is in your own network/,
    );
  });

  it('that Zoho would reject is offered in a version that fits', async () => {
    const { crm, person, window } = stage;
    for (const { url, title, name, type } of [
      {
        url: '/shop',
        title: /^shop\.webp: Zoho doesn’t accept WebP files/,
        name: 'shop.png',
        type: 'image/png',
      },
      {
        url: '/camera.jpg',
        title: /^camera\.jpg: The picture has 4032 × 3024/,
        name: 'camera.jpg',
        type: 'image/jpeg',
      },
    ].slice(0, howMany(1, 2))) {
      await give(`http://127.0.0.1:${port}${url}`);
      await window.quickInput.shown({ title });
      await window.quickInput.accept();
      await person.answerTarget();
      assert.equal((await person.result(name)).severity, 'info');
      assert.equal((await crm.photo(AMELIA.module, AMELIA.id))?.contentType, type);
      await crm.reset({ keepTokens: true });
      await window.notifications.clear();
    }
  });

  it('with location data leads to a question', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    await give(`http://127.0.0.1:${port}/placed.jpg`);
    await window.quickInput.shown({ message: /^placed\.jpg contains the location/ });
    await window.quickInput.accept();
    await person.answerTarget();
    assert.equal((await person.result('placed.jpg')).severity, 'info');
    const size = (await crm.photo(AMELIA.module, AMELIA.id))?.size ?? Infinity;
    assert.ok(size < (await photo('jpeg')).length);
  });

  it('that’s too large for memory isn’t downloaded', LONG_FORM, async () => {
    await give(`http://127.0.0.1:${port}/huge.jpg`);
    await stage.window.notifications.waitFor(/larger than 64 MB.*Download it/);
  });

  it('that can’t be downloaded is reported, and another URL can be entered', async () => {
    const { notifications, quickInput } = stage.window;
    await give(`http://127.0.0.1:${port}/gone`);
    await notifications.press(
      /Couldn’t download the picture.* responded with HTTP 404/,
      'Try Another URL',
    );
    await quickInput.shown({ message: /^URL of the picture/ });
    await quickInput.escape();
  });
});
