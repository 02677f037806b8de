import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Location } from '../../emulator/dataCenter.ts';
import { accountsOriginOf } from '../../emulator/dataCenter.ts';
import type { Page } from './browser.ts';
import { Browser } from './browser.ts';
import { CrmClient } from './crmClient.ts';

const CALLBACK = 'http://127.0.0.1:41420/';
const SCOPE = 'ZohoCRM.org.READ';

/** The organizations are at one data center, the application was registered at another. */
describe("several data centers, under Zoho's names", () => {
  let crm: CrmClient;
  let browser: Browser;
  before(async () => {
    crm = await CrmClient.start();
    browser = new Browser(crm.emulator.servers.accounts);
  });
  after(() => crm.close());
  beforeEach(() => crm.reset({ switches: { location: 'eu' } }));

  type Credentials = Awaited<ReturnType<typeof register>>;
  async function register(
    type: 'server' | 'non-browser',
    location: Location,
    multiDc = true,
  ): Promise<{ client_id: string; client_secret: string }> {
    const redirectUris = type === 'server' ? [CALLBACK] : [];
    const { clientId, clientSecret } = await crm.control.registerClient({
      type,
      location,
      multiDc,
      redirectUris,
    });
    return { client_id: clientId, client_secret: clientSecret };
  }

  function authorize(at: Location, { client_id }: Credentials): Promise<Page> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id,
      redirect_uri: CALLBACK,
      scope: SCOPE,
      access_type: 'offline',
    });
    return browser.open(`${accountsOriginOf(at)}/oauth/v2/auth?${query.toString()}`);
  }
  function assertRefused(page: Page): void {
    assert.deepEqual([page.status, page.left], [400, undefined]);
    assert.ok(page.html.includes('<h1>Invalid Client</h1>'));
  }
  async function post(
    at: Location,
    path: string,
    parameters: Record<string, string>,
  ): Promise<Record<string, unknown>> {
    const { status, html } = await browser.post(accountsOriginOf(at) + path, parameters);
    assert.equal(status, 200);
    return JSON.parse(html) as Record<string, unknown>;
  }

  it("redirects the browser to the person's data center, and tells the application", async () => {
    const client = await register('server', 'us');
    const page = await authorize('us', client);
    assert.equal(page.url.origin, 'https://accounts.zoho.eu');
    const { left } = await browser.press(page, 'Accept');
    const told = left?.searchParams ?? new URLSearchParams();
    assert.deepEqual(
      [told.get('location'), told.get('accounts-server')],
      ['eu', 'https://accounts.zoho.eu'],
    );
    const parameters = {
      ...client,
      grant_type: 'authorization_code',
      redirect_uri: CALLBACK,
      code: told.get('code') ?? '',
    };
    const elsewhere = await post('us', '/oauth/v2/token', parameters);
    assert.deepEqual(elsewhere, { error: 'invalid_code' });
    const { api_domain, refresh_token } = await post('eu', '/oauth/v2/token', parameters);
    assert.equal(api_domain, 'https://www.zohoapis.eu');
    const refreshing = {
      ...client,
      grant_type: 'refresh_token',
      refresh_token: String(refresh_token),
    };
    assert.deepEqual(await post('us', '/oauth/v2/token', refreshing), { error: 'invalid_code' });
    assert.ok('access_token' in (await post('eu', '/oauth/v2/token', refreshing)));
  });

  it('may let an application ask for consent outside its data center, or not: both are known', async () => {
    const client = await register('server', 'us');
    assert.equal((await authorize('eu', client)).status, 200);
    await crm.reset({ switches: { location: 'eu', authorizesElsewhere: false } });
    const strict = await register('server', 'us');
    assertRefused(await authorize('eu', strict));
    assert.equal((await authorize('us', strict)).url.origin, 'https://accounts.zoho.eu');
    assert.equal((await authorize('us', strict)).status, 200);
  });

  it('shows "Invalid Client" for an application of one data center only', async () => {
    const client = await register('server', 'us', false);
    for (const at of ['us', 'eu', 'in'] as const) {
      assertRefused(await authorize(at, client));
    }
    const refreshing = { ...client, grant_type: 'refresh_token', refresh_token: '1000.a.b' };
    const answer = await post('eu', '/oauth/v2/token', refreshing);
    assert.deepEqual(answer, { error: 'invalid_client' });
  });

  it('never leads to China, nor out of it', async () => {
    assertRefused(await authorize('cn', await register('server', 'us')));
    assertRefused(await authorize('eu', await register('server', 'cn')));
    assertRefused(await authorize('cn', await register('server', 'cn')));
    await crm.reset({ switches: { location: 'cn' } });
    assertRefused(await authorize('us', await register('server', 'us')));
    const own = await authorize('cn', await register('server', 'cn', false));
    assert.equal(own.status, 200);
  });

  it('has the standard client and its tokens at one data center only', async () => {
    const { clientId, clientSecret, refreshToken } = crm.emulator;
    const credentials = { client_id: clientId, client_secret: clientSecret };
    const refreshing = { ...credentials, grant_type: 'refresh_token', refresh_token: refreshToken };
    const answer = await post('us', '/oauth/v2/token', refreshing);
    assert.deepEqual(answer, { error: 'invalid_client' });
    const revoked = await browser.post(`${accountsOriginOf('us')}/oauth/v2/token/revoke`, {
      token: refreshToken,
    });
    assert.equal(revoked.status, 400);
    assert.ok('access_token' in (await post('eu', '/oauth/v2/token', refreshing)));
  });

  it("accepts a person's decision only at their own data center", async () => {
    const page = await authorize('eu', await register('server', 'us'));
    const elsewhere = { ...page, url: new URL(page.url.href.replace('zoho.eu', 'zoho.com')) };
    assert.equal((await browser.press(elsewhere, 'Accept')).status, 400);
    assert.ok((await browser.press(page, 'Accept')).left);
  });

  it('tells a device where the person is, and returns the tokens there', async () => {
    const client = await register('non-browser', 'us');
    const { device_code, verification_uri_complete } = await post('us', '/oauth/v3/device/code', {
      client_id: client.client_id,
      grant_type: 'device_request',
      scope: SCOPE,
      access_type: 'offline',
    });
    const polling = { ...client, grant_type: 'device_token', code: String(device_code) };
    const poll = async (at: Location): Promise<Record<string, unknown>> => {
      await crm.control.advanceClock(5000);
      return post(at, '/oauth/v3/device/token', polling);
    };
    assert.deepEqual(await poll('us'), { error: 'authorization_pending' });
    assert.deepEqual(await poll('eu'), { error: 'invalid_code' });
    const page = await browser.open(String(verification_uri_complete));
    assert.equal(page.url.origin, 'https://accounts.zoho.eu');
    await browser.press(page, 'Accept');
    assert.deepEqual(await poll('us'), { error: 'other_dc', user_location: 'eu' });
    assert.deepEqual(await poll('in'), { error: 'invalid_code' });
    const { api_domain } = await poll('eu');
    assert.equal(api_domain, 'https://www.zohoapis.eu');
  });

  it('refuses a device of another data center whose client is not enabled for several', async () => {
    const { client_id } = await register('non-browser', 'us', false);
    const { verification_uri_complete } = await post('us', '/oauth/v3/device/code', {
      client_id,
      grant_type: 'device_request',
      scope: SCOPE,
    });
    assertRefused(await browser.open(String(verification_uri_complete)));
  });

  it("is one data center on loopback: the organizations' own", async () => {
    const own = new URL(crm.emulator.servers.accounts).origin;
    for (const [location, multiDc, status] of [
      ['us', true, 200],
      ['us', false, 400],
      ['eu', false, 200],
      ['cn', true, 400],
    ] as const) {
      const { client_id } = await register('server', location, multiDc);
      const query = new URLSearchParams({
        response_type: 'code',
        client_id,
        redirect_uri: CALLBACK,
        scope: SCOPE,
      });
      const page = await browser.open(`/oauth/v2/auth?${query.toString()}`);
      assert.equal(page.status, status);
      if (status === 200) {
        const { left } = await browser.press(page, 'Accept');
        assert.equal(left?.searchParams.get('accounts-server'), own);
        assert.equal(left.searchParams.get('location'), 'eu');
      }
    }
  });
});
