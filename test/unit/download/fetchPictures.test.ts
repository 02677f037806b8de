import { NO_POLICY } from '../policy/policyInTest.ts';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type {
  FetchManyOptions,
  PictureFolder,
  Saved,
} from '../../../src/download/fetchPictures.ts';
import { fetchPictures } from '../../../src/download/fetchPictures.ts';
import { FileIndex } from '../../../src/batch/match/fileIndex.ts';
import { mug } from '../../drawings.ts';
import { until } from '../until.ts';

describe('downloading the pictures that a table names', () => {
  let server: Server;
  let origin: string;
  let picture: Uint8Array;
  let answer: RequestListener;
  let asked: string[];
  let atOnce: number;
  let mostAtOnce: number;

  before(async () => {
    picture = await mug();
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      response.once('close', () => {
        atOnce -= 1;
      });
      answer(request, response);
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
    asked = [];
    atOnce = 0;
    mostAtOnce = 0;
    answer = (_request, response) => response.end(picture);
  });

  /** An in-memory folder whose names ignore case. */
  function folderWith(...there: string[]): PictureFolder & { files: Map<string, Uint8Array> } {
    const files = new Map<string, Uint8Array>(there.map((name) => [name, new Uint8Array()]));
    return {
      files,
      has: (path) =>
        Promise.resolve([...files.keys()].some((one) => one.toLowerCase() === path.toLowerCase())),
      write: (path, bytes) => {
        files.set(path, bytes);
        return Promise.resolve();
      },
    };
  }

  function fetched(
    addresses: readonly string[],
    folder: PictureFolder,
    more: Partial<FetchManyOptions> = {},
  ): Promise<ReadonlyMap<string, Saved>> {
    return fetchPictures(addresses, {
      policy: NO_POLICY,
      loopback: true,
      timeLimit: 30,
      signal: new AbortController().signal,
      userAgent: 'test',
      folder,
      onProgress: () => undefined,
      ...more,
    });
  }

  it('saves each under a name from its URL, with its bytes unchanged', async () => {
    const folder = folderWith();
    const address = `${origin}/products/boot%2014.jpg?v=1`;
    const saved = await fetched([address], folder);
    assert.deepEqual(saved.get(address), { ok: true, path: 'boot 14.jpg' });
    assert.deepEqual(folder.files.get('boot 14.jpg'), Buffer.from(picture));
  });

  it('overwrites nothing, and a table finds what was saved earlier', async () => {
    const folder = folderWith('A/FRONT.jpg', 'front.jpg');
    const addresses = ['a', 'b', 'c', 'b/x'].map((one) => `${origin}/shots/${one}/front.jpg`);
    const saved = await fetched(addresses, folder);
    const paths = addresses.map((address) => {
      const one = saved.get(address);
      assert.ok(one?.ok);
      return one.path;
    });
    assert.equal(
      new Set([...paths, 'A/FRONT.jpg', 'front.jpg'].map((p) => p.toLowerCase())).size,
      6,
    );
    assert.deepEqual(folder.files.get('front.jpg'), new Uint8Array());
    const files = paths.map((path, n) => ({ n, path, size: 1 }));
    const index = new FileIndex(files);
    assert.deepEqual(
      addresses.map((address) => index.find(address).map(({ path }) => path)),
      paths.map((path) => [path]),
    );
  });

  it('says why each failed, and continues with the next', async () => {
    answer = (request, response) => {
      if (request.url === '/gone.jpg') {
        response.writeHead(404).end();
      } else if (request.url === '/page') {
        response.end('<html>');
      } else {
        response.end(picture);
      }
    };
    const addresses = ['gone.jpg', 'page', 'a.jpg'].map((one) => `${origin}/${one}`);
    const saved = await fetched([...addresses, 'http://10.0.0.1/a.jpg', 'a.jpg'], folderWith());
    assert.deepEqual(
      [...saved.values()].map((one) => (one.ok ? 'ok' : one.problem.kind)).toSorted(),
      ['address', 'address', 'ok', 'refusal', 'status'],
    );
    assert.equal(asked.filter((url) => url === '/gone.jpg').length, 1);
  });

  it('never reaches a machine of this network unless that is allowed', async () => {
    const saved = await fetched([`${origin}/a.jpg`], folderWith(), { loopback: false });
    const [one] = saved.values();
    assert.ok(one?.ok === false && one.problem.kind === 'address');
    assert.deepEqual(asked, []);
  });

  it('retries temporary failures', async () => {
    answer = (_request, response) => {
      if (asked.length === 1) {
        response.writeHead(503).end();
      } else {
        response.end(picture);
      }
    };
    const [one] = (await fetched([`${origin}/a.jpg`], folderWith())).values();
    assert.equal(one?.ok, true);
  });

  it('downloads a few at the same time, without cookies', async () => {
    const seen: unknown[] = [];
    answer = (request, response) => {
      seen.push(request.headers.cookie, request.headers.authorization, request.headers.referer);
      setImmediate(() => response.writeHead(200, { 'set-cookie': 'a=b' }).end(picture));
    };
    const addresses = Array.from({ length: 40 }, (_, n) => `${origin}/${n}.jpg`);
    const progress: number[] = [];
    const saved = await fetched(addresses, folderWith(), { onProgress: (n) => progress.push(n) });
    assert.equal(saved.size, 40);
    assert.ok(mostAtOnce <= 4, String(mostAtOnce));
    assert.ok(seen.every((value) => value === undefined));
    assert.equal(progress.at(-1), 40);
  });

  it('stops when canceled: finished downloads are kept', async () => {
    const ending = new AbortController();
    answer = (request, response) => {
      if (request.url === '/0.jpg') {
        response.end(picture);
      }
    };
    const folder = folderWith();
    const addresses = Array.from({ length: 40 }, (_, n) => `${origin}/${n}.jpg`);
    const fetching = fetched(addresses, folder, { signal: ending.signal });
    await until('the first is there, and others are under way', () => {
      return folder.files.size === 1 && asked.length >= 4;
    });
    ending.abort();
    const saved = await fetching;
    assert.deepEqual([...saved.keys()], [`${origin}/0.jpg`]);
    assert.ok(asked.length < 10, String(asked.length));
  });

  it('downloads nothing more when the folder can’t be written to', async () => {
    const full: PictureFolder = {
      has: () => Promise.resolve(false),
      write: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    };
    const addresses = Array.from({ length: 40 }, (_, n) => `${origin}/${n}.jpg`);
    const saved = await fetched(addresses, full);
    assert.ok(
      [...saved.values()].every(
        (one) => !one.ok && one.problem.kind === 'not-saved' && one.problem.code === 'ENOSPC',
      ),
    );
    assert.equal(saved.size, 40);
    assert.ok(asked.length <= 8, String(asked.length));
  });
});
