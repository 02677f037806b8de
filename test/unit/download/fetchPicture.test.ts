import { NO_POLICY, policyOf } from '../policy/policyInTest.ts';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer, get, globalAgent } from 'node:http';
import type { AddressInfo, LookupFunction, Socket } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Fetched, FetchProblem } from '../../../src/download/fetchPicture.ts';
import { fetchPicture, MAX_FETCHED_BYTES } from '../../../src/download/fetchPicture.ts';
import { mug } from '../../drawings.ts';
import * as pictures from '../../pictures.ts';
import { scene } from '../../scene.ts';
import { pngClaiming } from '../image/claims.ts';
import { until } from '../until.ts';

const TEN_MIB = 10 * 1024 * 1024;
const SIDES = { width: 30, height: 20 };

describe('downloading a picture from the web', () => {
  let server: Server;
  let origin: string;
  let picture: Uint8Array;
  let answer: RequestListener;
  let asked: IncomingMessage[];

  before(async () => {
    picture = await mug();
    server = createServer((request, response) => {
      asked.push(request);
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
    answer = (_request, response) => response.end(picture);
  });

  function fetched(
    address: string,
    more: Partial<Parameters<typeof fetchPicture>[1]> = {},
  ): Promise<Fetched> {
    const { signal } = new AbortController();
    const options = {
      policy: NO_POLICY,
      loopback: true,
      timeLimit: 30,
      signal,
      userAgent: 'test',
      ...more,
    };
    return fetchPicture(new URL(address), options);
  }

  /** The kinds of the error and its cause. */
  async function problem(...given: Parameters<typeof fetched>): Promise<string[]> {
    const result = await fetched(...given);
    assert.ok(!result.ok, 'a picture came');
    const inner = Object.values(result.problem).find((value) => typeof value === 'object') as
      { kind?: string } | undefined;
    return [result.problem.kind, inner?.kind ?? ''];
  }

  it('contacts nobody if the administrator doesn’t allow it', async () => {
    const policy = policyOf({ uploadFromUrl: false });
    assert.deepEqual(await problem(`${origin}/mug.jpg`, { policy }), ['policy', '']);
    assert.deepEqual(asked, []);
  });

  it('returns its exact bytes, named by its URL', async () => {
    const result = await fetched(`${origin}/photos/a%20mug.jpg`);
    assert.ok(result.ok && !('refusal' in result.inspected));
    assert.equal(result.name, 'a mug.jpg');
    assert.equal(result.inspected.picture.name, 'a mug.jpg');
    assert.deepEqual(await result.inspected.picture.read(), Buffer.from(picture));
  });

  for (const [kind, name, make] of [
    ['foreign-format', 'a.webp', () => pictures.webp(SIDES)],
    ['foreign-format', 'a.heic', () => pictures.heic()],
    ['foreign-format', 'a.avif', () => pictures.avif(SIDES)],
    ['foreign-format', 'a.tif', () => scene().tiff().toBuffer()],
    ['too-many-pixels', 'a.jpg', () => pictures.tooManyPixels()],
    ['too-many-bytes', 'a.png', () => pictures.png({ ...SIDES, targetBytes: TEN_MIB + 1 })],
  ] as const) {
    it(`returns one that can be resized or converted, with the reason: ${kind}, ${name}`, async () => {
      const bytes = await make();
      answer = (_request, response) => response.end(bytes);
      const result = await fetched(`${origin}/a`);
      assert.ok(result.ok && 'refusal' in result.inspected);
      const { refusal, fittable } = result.inspected;
      assert.deepEqual([refusal.kind, result.name, fittable.picture.name], [kind, name, name]);
      assert.deepEqual(Buffer.from(await fittable.picture.read()), bytes);
    });
  }

  it('returns none that can’t be resized or converted', async () => {
    const webp = await pictures.webp(SIDES);
    for (const [bytes, kind] of [
      [webp.subarray(0, 20), 'foreign-format'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'foreign-format'],
      [pngClaiming(65_535, 65_535), 'too-many-pixels'],
    ] as const) {
      answer = (_request, response) => response.end(bytes);
      assert.deepEqual(await problem(`${origin}/`), ['refusal', kind]);
    }
  });

  it('sends nothing personal: no cookies, no sign-in', async () => {
    await fetched(`${origin}/a.jpg`);
    assert.deepEqual(Object.keys(asked[0]?.headers ?? {}).sort(), [
      'accept',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it('follows five redirects, but not a sixth', async () => {
    answer = ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      response.writeHead(left > 0 ? 302 : 200, { location: `/${left - 1}` });
      response.end(left > 0 ? '' : picture);
    };
    assert.equal((await fetched(`${origin}/5`)).ok, true);
    assert.deepEqual(await problem(`${origin}/6`), ['too-many-redirects', '']);
  });

  it('reaches no machine of this network, by redirect or by name', async () => {
    const places = [
      'https://192.168.0.1/',
      'https://[::ffff:c0a8:1]/',
      'http://example.com/',
      'file:///etc/passwd',
    ];
    for (const location of places) {
      answer = (_request, response) => response.writeHead(302, { location }).end();
      assert.equal((await problem(`${origin}/`))[0], 'address', location);
    }
    asked = [];
    for (const addresses of [['192.168.0.1'], ['93.184.216.34', '127.0.0.1'], ['::1'], []]) {
      const { given } = await named(addresses, { loopback: false });
      assert.deepEqual(given, ['address', 'not-public'], addresses.join());
    }
    assert.deepEqual(asked, []);
  });

  it('reaches no machine of this network by a connection that others have kept open', async () => {
    const { port } = new URL(origin);
    const address = `http://photos.example:${port}/a.jpg`;
    const resolve = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const refused = ['address', 'not-public'];
    for (const kept of [1, 2]) {
      await keepOpen(Number(port), kept);
      asked = [];
      assert.deepEqual(await problem(address, { loopback: false, resolve }), refused);
      assert.deepEqual(asked, []);
    }
    await keepOpen(Number(port), 1);
    assert.equal((await fetched(address, { loopback: true, resolve })).ok, true);
    globalAgent.destroy();
  });

  it('asks again if the server has closed the connections that were kept open', async () => {
    const { port } = new URL(origin);
    const used = new WeakSet<Socket>();
    answer = ({ socket }, response) => {
      if (used.has(socket)) {
        socket.resetAndDestroy();
      } else {
        used.add(socket);
        response.end(picture);
      }
    };
    await keepOpen(Number(port), 2);
    asked = [];
    const resolve = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const result = await fetched(`http://photos.example:${port}/a.jpg`, { resolve });
    assert.equal(result.ok, true);
    assert.equal(asked.length, 3);
    globalAgent.destroy();
  });

  /** Leaves connections to `photos.example` open, as another extension’s requests do. */
  async function keepOpen(port: number, count: number): Promise<void> {
    const lookup: LookupFunction = (_name, { all }, done) => {
      if (all === true) {
        done(null, [{ address: '127.0.0.1', family: 4 }]);
      } else {
        done(null, '127.0.0.1', 4);
      }
    };
    const ask = async (): Promise<void> => {
      const call = get({ host: 'photos.example', port, lookup, agent: globalAgent });
      const [response] = (await once(call, 'response')) as [IncomingMessage];
      response.resume();
      await once(response, 'close');
    };
    await Promise.all(Array.from({ length: count }, ask));
    const free = (): number => globalAgent.freeSockets[`photos.example:${port}:`]?.length ?? 0;
    await until('the connections are kept', () => free() === count);
  }

  it('resolves a name once, and connects to that address', async () => {
    const { lookUps, given } = await named(['127.0.0.1'], { loopback: true });
    assert.deepEqual([lookUps, given], [1, ['a picture']]);
    assert.equal(asked[0]?.headers.host, `photos.example:${new URL(origin).port}`);
  });

  /** Downloads from a name with these addresses, and others at the second lookup. */
  async function named(
    addresses: readonly string[],
    { loopback }: { loopback: boolean },
  ): Promise<{ lookUps: number; given: string[] }> {
    let lookUps = 0;
    const resolve = (): Promise<{ address: string; family: number }[]> => {
      lookUps += 1;
      const now = lookUps === 1 ? addresses : ['93.184.216.34'];
      return Promise.resolve(
        now.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    const result = await fetched(`http://photos.example:${new URL(origin).port}/`, {
      loopback,
      resolve,
    });
    return { lookUps, given: result.ok ? ['a picture'] : kindsOf(result.problem) };
  }

  it('accepts no more than fits in memory, announced or not', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': MAX_FETCHED_BYTES + 1 });
      response.write(picture);
    };
    assert.deepEqual(await problem(`${origin}/`), ['too-many-bytes', '']);
    answer = endless(picture);
    assert.deepEqual(await problem(`${origin}/`), ['too-many-bytes', '']);
  });

  it('stops a download as soon as it isn’t a picture', async () => {
    const sent = { bytes: 0 };
    answer = endless(Buffer.from('<html>'.repeat(2000)), sent);
    assert.deepEqual(await problem(`${origin}/`), ['refusal', 'not-a-picture']);
    assert.ok(sent.bytes < TEN_MIB, `${sent.bytes} bytes were sent`);
  });

  it('distinguishes a status, a dropped connection and a stall', async () => {
    answer = (_request, response) => response.writeHead(404).end('gone');
    assert.deepEqual(await problem(`${origin}/`), ['status', '']);
    answer = (_request, response) => response.writeHead(407).end('who are you?');
    assert.deepEqual(await problem(`${origin}/`), ['network', 'proxy-refused']);
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': picture.length });
      response.write(picture.subarray(0, 9000), () => response.destroy());
    };
    assert.deepEqual(await problem(`${origin}/`), ['network', 'connection-lost']);
    answer = () => undefined;
    assert.deepEqual(await problem(`${origin}/`, { timeLimit: 0.05 }), ['network', 'timed-out']);
  });

  for (const [name, odd, expected] of [
    [
      'switches to another protocol',
      (socket) => socket.write('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      ['status', ''],
    ],
    ['closes without an answer', (socket) => socket.end(), ['network', 'connection-lost']],
    [
      'sends hints without end',
      (socket) => {
        repeatedly(socket, 'HTTP/1.1 103 X\r\n\r\n');
      },
      ['network', 'timed-out'],
    ],
    [
      'sends the picture drop by drop',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n\x89PNG\r\n\x1a\n');
        repeatedly(socket, ' ');
      },
      ['network', 'timed-out'],
    ],
  ] satisfies [string, (socket: Socket) => unknown, string[]][]) {
    it(`a server that ${name} ends a download`, { timeout: 15_000 }, async () => {
      answer = ({ socket }) => {
        odd(socket);
      };
      // Where time isn’t what ends it, a busy machine must not end it, either.
      const timeLimit = expected.includes('timed-out') ? 0.05 : 30;
      assert.deepEqual(await problem(`${origin}/`, { timeLimit }), expected);
    });
  }

  it('a lookup of names without an answer ends a download', { timeout: 15_000 }, async () => {
    const resolve = (): Promise<never> => new Promise(() => undefined);
    const given = await problem('http://photos.example/', { timeLimit: 0.05, resolve });
    assert.deepEqual(given, ['network', 'timed-out']);
  });

  it('can be canceled', async () => {
    const cancel = new AbortController();
    answer = () => {
      cancel.abort();
    };
    await assert.rejects(fetched(`${origin}/`, { signal: cancel.signal }), { name: 'AbortError' });
  });
});

function kindsOf(problem: FetchProblem): string[] {
  const inner = Object.values(problem).find((value) => typeof value === 'object') as
    { kind?: string } | undefined;
  return [problem.kind, inner?.kind ?? ''];
}

/** Writes again and again, until it is closed. */
function repeatedly(socket: Socket, text: string): void {
  socket.write(text);
  const timer = setInterval(() => {
    if (socket.destroyed) {
      clearInterval(timer);
    } else {
      socket.write(text);
    }
  }, 5);
}

/** Keeps writing until nobody listens. */
function endless(first: Uint8Array, sent = { bytes: 0 }): RequestListener {
  return (_request: IncomingMessage, response: ServerResponse) => {
    const more = Buffer.alloc(256 * 1024, 0x20);
    const write = (bytes: Uint8Array): void => {
      sent.bytes += bytes.length;
      response.write(bytes, (error) => {
        if (!error) {
          write(more);
        }
      });
    };
    response.writeHead(200);
    write(first);
  };
}
