import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Answer } from './crmClient.ts';
import { CrmClient } from './crmClient.ts';

describe('client credentials', () => {
  let crm: CrmClient;
  before(async () => {
    crm = await CrmClient.start();
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  function ask(parameters: Record<string, string> = {}, path = '/oauth/v2/token'): Promise<Answer> {
    const { clientId, clientSecret } = crm.emulator;
    return crm.post(path, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'ZohoCRM.org.READ',
      soid: 'ZohoCRM.811940027',
      ...parameters,
    });
  }

  it('return an access token of a self client for an organization, and no refresh token', async () => {
    const { status, body } = await ask();
    const answer = body as Record<string, unknown>;
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(answer), [
      'access_token',
      'api_domain',
      'token_type',
      'expires_in',
    ]);
    const headers = { authorization: `Zoho-oauthtoken ${String(answer.access_token)}` };
    const org = await crm.api('GET', '/crm/v2/org', { headers });
    assert.equal((org.body as { org: { zgid: string }[] }).org[0]?.zgid, '811940027');
    assert.equal((await crm.api('GET', '/crm/v2/users', { headers })).code, 'OAUTH_SCOPE_MISMATCH');
    assert.equal((await crm.control.requests()).at(-1)?.tokenFrom, 'client_credentials');
  });

  const refused: Record<string, [Record<string, string>, string]> = {
    'no organization': [{ soid: '' }, 'missing_org_info'],
    'an unknown organization': [{ soid: 'ZohoCRM.1' }, 'invalid_org'],
    "another service's organization": [{ soid: 'ZohoDesk.811940027' }, 'invalid_org'],
    'the bare number': [{ soid: '811940027' }, 'invalid_org'],
    'no scope': [{ scope: '' }, 'invalid_scope'],
    'an unknown scope': [{ scope: 'ZohoCRM.photos.ALL' }, 'invalid_scope'],
    'a wrong secret': [{ client_secret: 'wrong' }, 'invalid_client_secret'],
  };
  for (const [what, [parameters, error]] of Object.entries(refused)) {
    it(`answers ${what} with ${error} and status 200`, async () => {
      const { status, body } = await ask(parameters);
      assert.deepEqual([status, body], [200, { error }]);
    });
  }

  const SEARCH = 'ZohoSearch.securesearch.READ';
  for (const [foreignScopes, expected] of [
    ['granted', `ZohoCRM.org.READ ${SEARCH}`],
    ['left out', 'ZohoCRM.org.READ'],
    ['missing_org_info', 'missing_org_info'],
    ['invalid_scope', 'invalid_scope'],
    ['invalid_scopes', 'invalid_scopes'],
  ] as const) {
    it(`get another service’s scopes as the profile says: ${foreignScopes}`, async () => {
      await crm.reset({ profile: 'newest', switches: { foreignScopes } });
      const { body } = await ask({ scope: `ZohoCRM.org.READ,${SEARCH}` });
      const { scope, error } = body as Record<string, unknown>;
      assert.equal(scope ?? error, expected);
      const own = (await ask()).body as Record<string, unknown>;
      assert.equal(own.scope, 'ZohoCRM.org.READ');
    });
  }

  it('work only for self clients', async () => {
    const redirectUris = ['http://127.0.0.1/'];
    for (const options of [
      { type: 'server', redirectUris },
      { type: 'mobile', redirectUris },
      { type: 'non-browser' },
    ] as const) {
      const { clientId, clientSecret } = await crm.control.registerClient(options);
      const { body } = await ask({ client_id: clientId, client_secret: clientSecret });
      assert.deepEqual(body, { error: 'invalid_client' });
    }
  });

  for (const [where, token, auth] of [
    ['token', 'works', 'page'],
    ['auth', 'invalid_client', 'works'],
    ['both', 'works', 'works'],
  ] as const) {
    it(`are accepted at the URL that the profile says: ${where}`, async () => {
      await crm.reset({ switches: { clientCredentialsAt: where } });
      const outcomes = [];
      for (const path of ['/oauth/v2/token', '/oauth/v2/auth']) {
        const { status, body, code, headers } = await ask({}, path);
        const isPage = headers.get('content-type')?.startsWith('text/html') === true;
        assert.equal(status, isPage ? 400 : 200);
        outcomes.push('access_token' in (body as object) ? 'works' : isPage ? 'page' : code);
      }
      assert.deepEqual(outcomes, [token, auth]);
    });
  }

  it('are all that is accepted by POST at the URL of the authorize page', async () => {
    await crm.reset({ switches: { clientCredentialsAt: 'both' } });
    const { status } = await ask({ grant_type: 'refresh_token' }, '/oauth/v2/auth');
    assert.equal(status, 400);
  });
});
