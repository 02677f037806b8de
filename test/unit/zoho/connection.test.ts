import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { Connection } from '../../../src/zoho/connection.ts';

describe('whether a connection ended at its host', () => {
  let server: Server;
  let port: number;

  before(async () => {
    server = createServer((_request, response) => response.end('{}'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  /** Asks a URL, as VS Code does it without a proxy, or with one that listens where the server does. */
  async function isDirect(
    url: URL,
    { agent = new Agent(), byProxy = false } = {},
  ): Promise<boolean> {
    const connection = new Connection(url);
    const to = byProxy ? { hostname: '127.0.0.1', port } : { lookup: connection.lookup };
    const call = request(url, { agent, ...to });
    call.end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    const direct = connection.isDirect(response);
    response.resume();
    await once(response, 'close');
    return direct;
  }

  it('is known from the one look-up of the request, or from an address in the URL', async () => {
    assert.equal(await isDirect(new URL(`http://localhost:${port}/`)), true);
    assert.equal(await isDirect(new URL(`http://127.0.0.1:${port}/`)), true);
  });

  it('is known of a kept connection, which looks nothing up', async () => {
    const agent = new Agent({ keepAlive: true });
    const url = new URL(`http://localhost:${port}/`);
    assert.equal(await isDirect(url, { agent }), true);
    assert.equal(await isDirect(url, { agent }), true);
    agent.destroy();
  });

  it('isn’t so at a proxy, even one at the port of the host', async () => {
    const urls = [`http://accounts.zoho.com:${port}/`, 'http://accounts.zoho.com/'];
    for (const url of urls) {
      assert.equal(await isDirect(new URL(url), { byProxy: true }), false, url);
    }
  });

  it('isn’t known of a connection that somebody else has kept', async () => {
    const agent = new Agent({ keepAlive: true });
    const call = request({ host: 'localhost', port, agent });
    call.end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'close');
    assert.equal(await isDirect(new URL(`http://localhost:${port}/`), { agent }), false);
    agent.destroy();
  });
});
