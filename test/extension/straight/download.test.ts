import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo, LookupFunction } from 'node:net';
import { fetchPicture } from '../../../src/download/fetchPicture.ts';
import { PIXEL_PNG } from '../uploading.ts';

/** A host name that resolves to this machine. No public host has it. */
const HOST = 'photos.example';

/** Leaves a connection open, as another extension’s request does. */
async function keepOpen(url: URL): Promise<void> {
  const lookup: LookupFunction = (_name, { all }, done) => {
    if (all === true) {
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    } else {
      done(null, '127.0.0.1', 4);
    }
  };
  const { get } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
  const [response] = (await once(get(url, { lookup }), 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'close');
}

describe('downloading a picture through VS Code’s own http', () => {
  it('connects only to the address from its one name lookup, and to no local network machine', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end(PIXEL_PNG);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = new URL(`http://${HOST}:${(server.address() as AddressInfo).port}/pixel.png`);
    const options = {
      policy: { now: () => Promise.resolve({ refusalOfUse: () => undefined }) },
      timeLimit: 30,
      userAgent: 'test',
      signal: new AbortController().signal,
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    };
    assert.deepEqual(await fetchPicture(url, { ...options, loopback: false }), {
      ok: false,
      problem: { kind: 'address', problem: { kind: 'not-public', host: HOST } },
    });
    assert.equal(requests, 0);
    assert.equal((await fetchPicture(url, { ...options, loopback: true })).ok, true);
    assert.equal(requests, 1);
    await keepOpen(url);
    assert.equal((await fetchPicture(url, { ...options, loopback: false })).ok, false);
    assert.equal(requests, 2);
    server.close();
    server.closeAllConnections();
  });
});
