import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from './browser.ts';
import { Browser } from './browser.ts';
import { CrmClient } from './crmClient.ts';

const CALLBACK = 'http://127.0.0.1:41420/zoho';
const MINUTE = 60_000;

describe('incremental authorization', () => {
  let crm: CrmClient;
  let browser: Browser;
  let credentials: { client_id: string; client_secret: string };
  let refreshToken: string;
  let accessToken: string;
  before(async () => {
    crm = await CrmClient.start();
    browser = new Browser(crm.emulator.servers.accounts);
  });
  after(() => crm.close());
  beforeEach(async () => {
    await crm.reset();
    const { clientId, clientSecret } = await crm.control.registerClient({
      type: 'server',
      redirectUris: [CALLBACK],
    });
    credentials = { client_id: clientId, client_secret: clientSecret };
    const scopes = ['ZohoCRM.org.READ'];
    const { body } = await crm.token({
      ...credentials,
      grant_type: 'authorization_code',
      redirect_uri: CALLBACK,
      code: await crm.control.issueCode({ clientId, scopes, org: 'sandbox' }),
    });
    const tokens = body as { refresh_token: string; access_token: string };
    refreshToken = tokens.refresh_token;
    accessToken = tokens.access_token;
  });

  async function enhance(
    parameters: Record<string, string> = {},
  ): Promise<{ access_token?: string } & Record<string, unknown>> {
    const { status, body } = await crm.post('/oauth/v2/token/scopeenhance', {
      ...credentials,
      grant_type: 'update_scopes_token',
      refresh_token: refreshToken,
      ...parameters,
    });
    assert.equal(status, 200);
    return body as Record<string, unknown>;
  }
  async function enhanceToken(): Promise<string> {
    return (await enhance()).access_token ?? '';
  }
  function ask(enhance_token: string, parameters: Record<string, string> = {}): Promise<Page> {
    const query = new URLSearchParams({
      client_id: credentials.client_id,
      response_type: 'update_scopes',
      redirect_uri: CALLBACK,
      scope: 'ZohoCRM.users.READ,ZohoCRM.org.READ',
      logout: 'false',
      enhance_token,
      ...parameters,
    });
    return browser.open(`/oauth/v2/token/addextrascope?${query.toString()}`);
  }
  async function refreshed(): Promise<string> {
    const { body } = await crm.token({
      ...credentials,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    return (body as { access_token: string }).access_token;
  }
  async function codeFor(token: string): Promise<string | undefined> {
    const headers = { authorization: `Zoho-oauthtoken ${token}` };
    return (await crm.api('GET', '/crm/v2/users', { headers })).code;
  }
  function assertError(page: Page, title = 'An error occurred'): void {
    assert.deepEqual([page.status, page.left], [400, undefined]);
    assert.ok(page.html.includes(`<h1>${title}</h1>`));
  }

  it('adds scopes to the same refresh token, which access tokens have from then on', async () => {
    const { access_token = '', ...rest } = await enhance();
    assert.deepEqual(rest, { token_type: 'update_scope', expires_in: 600 });
    const page = await ask(access_token);
    // Only the new scopes, and no choice of organization.
    assert.ok(page.html.includes('<ul><li>ZohoCRM.users.READ</li></ul>'));
    assert.ok(page.html.includes('SANDBOX') && !page.html.includes('PRODUCTION'));
    assert.doesNotMatch(page.html, /(action|href|src)="\/|<select/);
    const { left } = await browser.press(page, 'Accept');
    assert.equal(left?.href, `${CALLBACK}?status=success&scope_enhanced=true`);
    assert.equal(await codeFor(accessToken), 'OAUTH_SCOPE_MISMATCH');
    assert.equal(await codeFor(await refreshed()), undefined);
    assert.deepEqual((await crm.control.refreshTokens()).at(-1), {
      clientId: credentials.client_id,
      user: 'patricia.boyle@northwind.example',
      organization: 'northwindsandbox',
      scopes: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ'],
    });
  });

  it('changes nothing when the person refuses', async () => {
    const { left } = await browser.press(await ask(await enhanceToken()), 'Reject');
    assert.equal(left?.href, `${CALLBACK}?error=access_denied`);
    assert.equal(await codeFor(await refreshed()), 'OAUTH_SCOPE_MISMATCH');
  });

  const refused: Record<string, [Record<string, string>, string]> = {
    'an unknown client': [{ client_id: '1000.NOBODY' }, 'invalid_client'],
    'another grant type': [{ grant_type: 'refresh_token' }, 'invalid_client'],
    'a wrong secret': [{ client_secret: 'wrong' }, 'invalid_client_secret'],
    'an unknown refresh token': [{ refresh_token: '1000.a.b' }, 'invalid_code'],
    'no refresh token': [{ refresh_token: '' }, 'invalid_code'],
  };
  for (const [what, [parameters, error]] of Object.entries(refused)) {
    it(`answers ${what} with ${error} and status 200`, async () => {
      assert.deepEqual(await enhance(parameters), { error });
    });
  }

  it('works for server-based clients', async () => {
    const { clientId, clientSecret, refreshToken: own } = crm.emulator;
    const answer = await enhance({
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: own,
    });
    assert.deepEqual(answer, { error: 'invalid_client' });
  });

  it('answers GET and a missing grant type with a page and status 400', async () => {
    const path = '/oauth/v2/token/scopeenhance';
    const query = new URLSearchParams({ ...credentials, grant_type: 'update_scopes_token' });
    const url = `${crm.emulator.servers.accounts}${path}?${query.toString()}`;
    assert.equal((await fetch(url)).status, 400);
    assert.equal((await crm.post(path, credentials)).status, 400);
  });

  it('accepts an enhance token once, for ten minutes, and from its own client', async () => {
    const [once, late] = [await enhanceToken(), await enhanceToken()];
    await browser.press(await ask(once), 'Accept');
    assertError(await ask(once));
    const { clientId } = await crm.control.registerClient({
      type: 'server',
      redirectUris: [CALLBACK],
    });
    assertError(await ask(late, { client_id: clientId }));
    const open = await ask(late);
    await crm.control.advanceClock(10 * MINUTE);
    assertError(await ask(late));
    const { left } = await browser.press(open, 'Accept');
    assert.equal(left?.searchParams.get('error'), 'access_denied');
  });

  it('does not restore a refresh token that was revoked meanwhile', async () => {
    const page = await ask(await enhanceToken());
    await crm.control.revokeRefreshTokens();
    const { left } = await browser.press(page, 'Accept');
    assert.equal(left?.searchParams.get('error'), 'access_denied');
  });

  it('shows error pages like the authorize page', async () => {
    const token = await enhanceToken();
    assertError(await ask(''));
    assertError(await ask(token, { logout: '' }));
    assertError(await ask(token, { response_type: 'code' }), 'Invalid Client');
    assertError(await ask(token, { scope: 'ZohoCRM.photos.ALL' }), 'Invalid OAuth scope');
    assertError(await ask(token, { redirect_uri: `${CALLBACK}/` }), 'Invalid Redirect Uri');
  });

  it('logs no enhance token, and reports it to tests as a secret', async () => {
    const token = await enhanceToken();
    await browser.press(await ask(token), 'Accept');
    const secrets = await crm.control.secrets();
    assert.ok(secrets.includes(token));
    const log = JSON.stringify(await crm.control.requests());
    for (const secret of secrets) {
      assert.ok(!log.includes(secret));
    }
  });

  it('continues after a reset that keeps tokens', async () => {
    const page = await ask(await enhanceToken());
    await crm.control.reset({ keepTokens: true });
    assert.ok((await browser.press(page, 'Accept')).left?.searchParams.has('scope_enhanced'));
    assert.equal(await codeFor(await refreshed()), undefined);
  });
});
