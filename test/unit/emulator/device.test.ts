import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Browser } from './browser.ts';
import { CrmClient } from './crmClient.ts';

const SECOND = 1000;
const SCOPE = 'ZohoCRM.modules.ALL,ZohoCRM.org.READ';

interface Started {
  user_code: string;
  device_code: string;
  verification_url: string;
  verification_uri_complete: string;
  interval: number;
  expires_in: number;
}

describe('device flow', () => {
  let crm: CrmClient;
  let browser: Browser;
  let client: { clientId: string; clientSecret: string };
  before(async () => {
    crm = await CrmClient.start();
    browser = new Browser(crm.emulator.servers.accounts);
  });
  after(() => crm.close());
  beforeEach(async () => {
    await crm.reset();
    client = await crm.control.registerClient({ type: 'non-browser' });
  });

  async function ask(parameters: Record<string, string> = {}): Promise<Record<string, unknown>> {
    const { status, body } = await crm.post('/oauth/v3/device/code', {
      client_id: client.clientId,
      grant_type: 'device_request',
      scope: SCOPE,
      access_type: 'offline',
      prompt: 'consent',
      ...parameters,
    });
    assert.equal(status, 200);
    return body as Record<string, unknown>;
  }
  async function start(parameters: Record<string, string> = {}): Promise<Started> {
    return (await ask(parameters)) as unknown as Started;
  }
  async function poll(
    code: string,
    parameters: Record<string, string> = {},
  ): Promise<Record<string, unknown>> {
    const { status, body } = await crm.post('/oauth/v3/device/token', {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      grant_type: 'device_token',
      code,
      ...parameters,
    });
    assert.equal(status, 200);
    return body as Record<string, unknown>;
  }
  async function decide(button: 'Accept' | 'Reject', { verification_uri_complete }: Started) {
    return browser.press(await browser.open(verification_uri_complete), button);
  }

  it('starts with codes, and times in milliseconds', async () => {
    const started = await start();
    assert.deepEqual(Object.keys(started), [
      'user_code',
      'device_code',
      'verification_url',
      'verification_uri_complete',
      'interval',
      'expires_in',
    ]);
    assert.match(started.user_code, /^[A-Z\d]{4}-[A-Z\d]{4}$/);
    assert.match(started.device_code, /^1004\.[\da-f]{32}\.[\da-f]{32}$/);
    assert.equal(started.verification_url, `${crm.emulator.servers.accounts}/oauth/v3/device`);
    assert.deepEqual([started.interval, started.expires_in], [5000, 300_000]);
  });

  it('returns tokens, once, when the person has entered the code and accepted', async () => {
    const started = await start();
    assert.deepEqual(await poll(started.device_code), { error: 'authorization_pending' });
    const empty = await browser.open(started.verification_url);
    const typed = ` ${started.user_code.toLowerCase()} `;
    const consent = await browser.press(empty, 'Verify', { user_code: typed });
    assert.ok(consent.html.includes('<li>ZohoCRM.org.READ</li>'));
    assert.doesNotMatch(empty.html + consent.html, /(action|href|src)="\//);
    const { html } = await browser.press(consent, 'Accept', { organization: '811940027' });
    assert.ok(html.includes('<h1>Access granted</h1>'));
    await crm.control.advanceClock(5 * SECOND);
    const { access_token, refresh_token, ...rest } = await poll(started.device_code);
    assert.deepEqual(rest, {
      api_domain: crm.emulator.servers.api,
      token_type: 'Bearer',
      expires_in: 3600,
    });
    const headers = { authorization: `Zoho-oauthtoken ${String(access_token)}` };
    const org = await crm.api('GET', '/crm/v2/org', { headers });
    assert.equal((org.body as { org: { zgid: string }[] }).org[0]?.zgid, '811940027');
    assert.equal((await crm.control.requests()).at(-1)?.tokenFrom, 'device_code');
    const refreshed = await crm.token({
      grant_type: 'refresh_token',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      refresh_token: String(refresh_token),
    });
    assert.equal(refreshed.code, undefined);
    await crm.control.advanceClock(5 * SECOND);
    assert.deepEqual(await poll(started.device_code), { error: 'invalid_code' });
  });

  it('returns no refresh token without offline access', async () => {
    const started = await start({ access_type: 'online' });
    await decide('Accept', started);
    const answer = await poll(started.device_code);
    assert.ok('access_token' in answer && !('refresh_token' in answer));
  });

  it('tells a device that the person refused', async () => {
    const started = await start();
    const { html } = await decide('Reject', started);
    assert.ok(html.includes('<h1>Access denied</h1>'));
    assert.deepEqual(await poll(started.device_code), { error: 'access_denied' });
  });

  it('tells a device that polls too fast to slow down, even after the decision', async () => {
    const started = await start();
    await poll(started.device_code);
    await decide('Accept', started);
    await crm.control.advanceClock(3 * SECOND);
    assert.deepEqual(await poll(started.device_code), { error: 'slow_down' });
    await crm.control.advanceClock(3 * SECOND);
    assert.deepEqual(await poll(started.device_code), { error: 'slow_down' });
    // A timer that fires slightly early is accepted.
    await crm.control.advanceClock(5 * SECOND - 90);
    assert.ok('access_token' in (await poll(started.device_code)));
  });

  it('expires, for the device and for the person', async () => {
    await crm.reset({ switches: { deviceCodeMs: 20 * SECOND } });
    client = await crm.control.registerClient({ type: 'non-browser' });
    const [undecided, accepted] = [await start(), await start()];
    assert.equal(undecided.expires_in, 20 * SECOND);
    await decide('Accept', accepted);
    await crm.control.advanceClock(20 * SECOND);
    const { html } = await browser.open(undecided.verification_uri_complete);
    assert.ok(html.includes('<p role="alert">The code is not valid.</p>'));
    for (const { device_code } of [undecided, accepted]) {
      assert.deepEqual(await poll(device_code), { error: 'expired' });
    }
  });

  it('accepts a code from a person once, and no other', async () => {
    const started = await start();
    const page = await browser.open(started.verification_uri_complete);
    await browser.press(page, 'Accept');
    assert.equal((await browser.press(page, 'Reject')).status, 400);
    for (const user_code of [started.user_code, 'AAAA-AAAA', started.device_code, '']) {
      const { verification_url } = started;
      const { html } = await browser.open(
        `${verification_url}?${new URLSearchParams({ user_code }).toString()}`,
      );
      assert.ok(html.includes('The code is not valid.'));
    }
  });

  it('works only for non-browser clients, with their secret when they poll', async () => {
    const { device_code } = await start();
    const redirectUris = ['http://127.0.0.1/'];
    const server = await crm.control.registerClient({ type: 'server', redirectUris });
    const other = await crm.control.registerClient({ type: 'non-browser' });
    const own = (of: typeof client): Record<string, string> => ({
      client_id: of.clientId,
      client_secret: of.clientSecret,
    });
    assert.deepEqual(await ask({ client_id: server.clientId }), { error: 'invalid_client' });
    assert.deepEqual(await ask({ client_id: crm.emulator.clientId }), { error: 'invalid_client' });
    assert.deepEqual(await ask({ grant_type: 'device_token' }), { error: 'invalid_client' });
    assert.deepEqual(await ask({ scope: 'ZohoCRM.photos.ALL' }), { error: 'invalid_scope' });
    assert.deepEqual(await poll(device_code, own(server)), { error: 'invalid_client' });
    assert.deepEqual(await poll(device_code, own(other)), { error: 'invalid_code' });
    assert.deepEqual(await poll(device_code, { client_secret: '' }), {
      error: 'invalid_client_secret',
    });
    assert.deepEqual(await poll(device_code, { grant_type: 'device_request' }), {
      error: 'invalid_client',
    });
    assert.deepEqual(await poll('1004.a.b'), { error: 'invalid_code' });
  });

  it('answers GET and a missing grant type with a page and status 400', async () => {
    for (const path of ['/oauth/v3/device/code', '/oauth/v3/device/token']) {
      const { accounts } = crm.emulator.servers;
      const query = new URLSearchParams({ grant_type: 'device_request' }).toString();
      assert.equal((await fetch(`${accounts}${path}?${query}`)).status, 400);
      assert.equal((await crm.post(path, { client_id: client.clientId })).status, 400);
    }
  });

  it('logs no code, and reports the device code to tests as a secret', async () => {
    const started = await start();
    await decide('Accept', started);
    await poll(started.device_code, {});
    const { accounts } = crm.emulator.servers;
    const code = started.device_code;
    await fetch(`${accounts}/oauth/v3/device/token?${new URLSearchParams({ code }).toString()}`);
    const log = JSON.stringify(await crm.control.requests());
    const secrets = await crm.control.secrets();
    assert.ok(secrets.includes(code));
    for (const secret of [...secrets, started.user_code]) {
      assert.ok(!log.includes(secret), secret);
    }
  });

  it('continues after a reset that keeps tokens', async () => {
    const started = await start();
    await decide('Accept', started);
    await crm.control.reset({ keepTokens: true });
    const { access_token } = await poll(started.device_code);
    const headers = { authorization: `Zoho-oauthtoken ${String(access_token)}` };
    assert.equal((await crm.api('GET', '/crm/v2/org', { headers })).status, 200);
  });
});
