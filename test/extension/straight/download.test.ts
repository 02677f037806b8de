import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchPicture } from '../../../src/download/fetchPicture.ts';
import { PIXEL_PNG } from '../uploading.ts';

/** A host name that resolves to this machine. No public host has it. */
const HOST = 'photos.example';

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
    server.close();
    server.closeAllConnections();
  });
});
