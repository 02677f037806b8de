import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ZOHO_HOSTS } from '../../emulator/dataCenter.ts';
import type { Location } from '../../emulator/dataCenter.ts';
import type { Proxy } from '../../emulator/proxy.ts';
import { startProxy } from '../../emulator/proxy.ts';
import { CrmClient } from './crmClient.ts';

interface Answered {
  status: number;
  body: Record<string, unknown>;
}

describe('proxy', () => {
  let crm: CrmClient;
  let proxy: Proxy;
  let ca: string;
  before(async () => {
    crm = await CrmClient.start({ tls: true });
    proxy = await startProxy(crm.emulator);
    ca = await readFile(crm.emulator.caFile ?? '', 'utf8');
  });
  after(async () => {
    await proxy.close();
    await crm.close();
  });
  beforeEach(() => crm.reset());

  /** A tunnel to a host and port, or the status with which it was refused. */
  async function tunnel(target: string, by = proxy): Promise<Socket | number> {
    const { hostname, port } = new URL(by.url);
    const request = httpRequest({ hostname, port, method: 'CONNECT', path: target, agent: false });
    request.end();
    const [response, socket] = (await once(request, 'connect')) as [IncomingMessage, Socket];
    if (response.statusCode === 200) {
      return socket;
    }
    socket.destroy();
    return response.statusCode ?? 0;
  }

  /** A request over TLS through the proxy, with the names verified. */
  async function ask(
    method: string,
    url: string,
    { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answered> {
    const { hostname, pathname, search } = new URL(url);
    const socket = await tunnel(`${hostname}:443`);
    assert.ok(typeof socket !== 'number');
    const request = httpsRequest({
      host: hostname,
      path: pathname + search,
      method,
      headers,
      // Without an agent, the Host header would include a port.
      defaultPort: 443,
      createConnection: () => connect({ socket, servername: hostname, ca }),
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const content = await text(response);
    socket.destroy();
    return {
      status: response.statusCode ?? 0,
      body: content.startsWith('{') ? (JSON.parse(content) as Answered['body']) : {},
    };
  }

  async function tokenFrom(accounts: string, parameters: object): Promise<Answered['body']> {
    const { clientId, clientSecret } = crm.emulator;
    const all = { client_id: clientId, client_secret: clientSecret, ...parameters };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = new URLSearchParams(all).toString();
    return (await ask('POST', `${accounts}/oauth/v2/token`, { headers, body: form })).body;
  }
  function refreshed(accounts: string): Promise<Answered['body']> {
    const refresh_token = crm.emulator.refreshToken;
    return tokenFrom(accounts, { grant_type: 'refresh_token', refresh_token });
  }

  const centers: [Location, accounts: string, api: string][] = [
    ['us', 'https://accounts.zoho.com', 'https://www.zohoapis.com'],
    ['eu', 'https://accounts.zoho.eu', 'https://www.zohoapis.eu'],
    ['in', 'https://accounts.zoho.in', 'https://www.zohoapis.in'],
    ['au', 'https://accounts.zoho.com.au', 'https://www.zohoapis.com.au'],
    ['jp', 'https://accounts.zoho.jp', 'https://www.zohoapis.jp'],
    ['cn', 'https://accounts.zoho.com.cn', 'https://www.zohoapis.com.cn'],
    ['ca', 'https://accounts.zohocloud.ca', 'https://www.zohoapis.ca'],
    ['sa', 'https://accounts.zoho.sa', 'https://www.zohoapis.sa'],
    ['ae', 'https://accounts.zoho.ae', 'https://www.zohoapis.ae'],
    ['uk', 'https://accounts.zoho.uk', 'https://www.zohoapis.uk'],
  ];
  for (const [location, accounts, api] of centers) {
    it(`leads to the accounts and API servers of ${location} by name`, async () => {
      await crm.reset({ switches: { location } });
      const { access_token, api_domain } = await refreshed(accounts);
      assert.equal(api_domain, api);
      const headers = { authorization: `Zoho-oauthtoken ${String(access_token)}` };
      assert.equal((await ask('GET', `${api}/crm/v2/org`, { headers })).status, 200);
    });
  }

  it('leads to the web servers, each with the records of its environment', async () => {
    const production = '/crm/EntityInfo.do?module=Contacts&id=4876876000000624001';
    const statuses = [];
    for (const host of ['https://crm.zoho.com', 'https://crmsandbox.zoho.com']) {
      statuses.push((await ask('GET', host + production)).status);
    }
    assert.deepEqual(statuses, [302, 404]);
  });

  it('is logged by the emulator as TLS, and by itself with each name', async () => {
    await refreshed('https://accounts.zoho.com');
    const [request] = await crm.control.requests();
    assert.deepEqual([request?.server, request?.secure], ['accounts', true]);
    const target = 'accounts.zoho.com:443';
    assert.deepEqual(proxy.log, [{ method: 'CONNECT', target, status: 200 }]);
    assert.deepEqual(await crm.control.proxyLog(), proxy.log);
    await crm.reset();
    assert.deepEqual(proxy.log, []);
  });

  it('limits tokens to their own data center and environment', async () => {
    assert.deepEqual(await refreshed('https://accounts.zoho.eu'), { error: 'invalid_client' });
    const code = await crm.control.issueCode({ org: 'sandbox' });
    const sandbox = await tokenFrom('https://accounts.zoho.com', {
      grant_type: 'authorization_code',
      code,
    });
    assert.equal(sandbox.api_domain, 'https://sandbox.zohoapis.com');
    const headers = { authorization: `Zoho-oauthtoken ${String(sandbox.access_token)}` };
    const answers = [];
    for (const host of ['sandbox.zohoapis.com', 'www.zohoapis.com', 'sandbox.zohoapis.eu']) {
      const { status, body } = await ask('GET', `https://${host}/crm/v2/org`, { headers });
      answers.push([status, body.code]);
    }
    const refused = [401, 'AUTHENTICATION_FAILURE'];
    assert.deepEqual(answers, [[200, undefined], refused, refused]);
  });

  it("returns the production host for a sandbox's token if the profile says so", async () => {
    for (const [apiDomain, expected] of [
      ['of environment', 'https://developer.zohoapis.com'],
      ['production', 'https://www.zohoapis.com'],
      ['missing', undefined],
      ['null', null],
      ['api.zoho', 'https://api.zoho.com'],
    ] as const) {
      await crm.reset({ switches: { apiDomain } });
      const code = await crm.control.issueCode({ org: 'developer' });
      const parameters = { grant_type: 'authorization_code', code };
      const token = await tokenFrom('https://accounts.zoho.com', parameters);
      assert.equal(token.api_domain, expected);
      // The token works only at its own host anyway.
      const headers = { authorization: `Zoho-oauthtoken ${String(token.access_token)}` };
      const statuses = [];
      for (const host of ['developer', 'www', 'sandbox']) {
        const { status } = await ask('GET', `https://${host}.zohoapis.com/crm/v2/org`, { headers });
        statuses.push(status);
      }
      assert.deepEqual(statuses, [200, 401, 401]);
    }
  });

  it('has a certificate for every name, which is trusted only with its authority', async () => {
    for (const { host } of ZOHO_HOSTS) {
      assert.ok((await ask('GET', `https://${host}/nothing`)).status > 0, host);
    }
    const trusted = ca;
    ca = '';
    await assert.rejects(ask('GET', 'https://crm.zoho.com/'), /certificate/);
    ca = trusted;
  });

  it('rejects every other name, and other ports of these', async () => {
    const targets = [
      'example.com:443',
      'accounts.zoho.com:80',
      'accounts.zoho.com.example.com:443',
      'www.zohoapis.org:443',
      'accounts.zoho.com',
    ];
    for (const target of targets) {
      assert.equal(await tunnel(target), 403, target);
    }
    assert.deepEqual(
      proxy.log,
      targets.map((target) => ({ method: 'CONNECT', target, status: 403 })),
    );
  });

  it('forwards to loopback, by CONNECT and in absolute form', async () => {
    const { api } = crm.emulator.servers;
    const socket = await tunnel(new URL(api).host);
    assert.ok(typeof socket !== 'number');
    socket.end('GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    assert.match(await text(socket), /^HTTP\/1\.1 404 /);

    const { hostname, port } = new URL(proxy.url);
    const statuses = [];
    for (const path of [
      `${api}/nothing`,
      'http://accounts.zoho.com/',
      'http://example.com/',
      '/',
    ]) {
      const request = httpRequest({ hostname, port, path, method: 'POST', agent: false });
      request.end('body');
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      statuses.push(response.statusCode);
      response.resume();
    }
    assert.deepEqual(statuses, [404, 403, 403, 403]);
    const [, entry] = await crm.control.requests();
    assert.deepEqual([entry?.method, entry?.path, entry?.bytes], ['POST', '/nothing', 4]);
  });

  it('forwards nothing to loopback when told not to', async () => {
    const strict = await startProxy(crm.emulator, { passesLoopback: false });
    assert.equal(await tunnel(new URL(crm.emulator.servers.api).host, strict), 403);
    await strict.close();
  });

  it('reports that nothing answers there', async () => {
    const nobody = createServer();
    nobody.listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    nobody.close();
    await once(nobody, 'close');
    assert.equal(await tunnel(`127.0.0.1:${port}`), 502);
    assert.equal(proxy.log.at(-1)?.status, 502);
  });

  it('requires an emulator with TLS', async () => {
    const plain = await CrmClient.start();
    await assert.rejects(startProxy(plain.emulator), /tls: true/);
    await plain.close();
  });
});
