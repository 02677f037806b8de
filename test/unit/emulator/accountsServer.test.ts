import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Answer } from './crmClient.ts';
import { answerOf, CrmClient } from './crmClient.ts';

const MINUTE = 60_000;

describe('accounts server', () => {
  let crm: CrmClient;
  let now = Date.now();
  before(async () => {
    crm = await CrmClient.start({ now: () => now });
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  async function post(path: string, init: RequestInit = {}): Promise<Answer> {
    const { accounts } = crm.emulator.servers;
    return answerOf(await fetch(accounts + path, { method: 'POST', ...init }));
  }
  function basic(secret = crm.emulator.clientSecret): Record<string, string> {
    const credentials = Buffer.from(`${crm.emulator.clientId}:${secret}`).toString('base64');
    return { authorization: `Basic ${credentials}` };
  }
  function refreshing(): Record<string, string> {
    const { clientId, clientSecret, refreshToken } = crm.emulator;
    return {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    };
  }

  describe('POST /oauth/v2/token', () => {
    it('returns an access and a refresh token for a code', async () => {
      const code = await crm.control.issueCode();
      const { status, body } = await crm.token({ grant_type: 'authorization_code', code });
      const answer = body as Record<string, unknown>;
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(answer), [
        'access_token',
        'refresh_token',
        'api_domain',
        'token_type',
        'expires_in',
      ]);
      assert.equal(answer.api_domain, crm.emulator.servers.api);
      assert.deepEqual([answer.token_type, answer.expires_in], ['Bearer', 3600]);
      assert.match(String(answer.refresh_token), /^1000\.[\da-f]{32}\.[\da-f]{32}$/);
    });

    it('returns a working access token, and no refresh token, for a refresh token', async () => {
      const { body } = await crm.refresh();
      const { access_token, refresh_token } = body as Record<string, string | undefined>;
      const headers = { authorization: `Zoho-oauthtoken ${access_token ?? ''}` };
      assert.equal((await crm.api('GET', '/crm/v2/org', { headers })).status, 200);
      assert.equal(refresh_token, undefined);
    });

    it('includes the scopes if the profile says so', async () => {
      await crm.reset({ profile: 'newest' });
      const { body } = await crm.refresh();
      assert.match(String((body as { scope?: string }).scope), /^ZohoCRM\.modules\.ALL /);
    });

    it('writes them as the profile says', async () => {
      await crm.reset({ switches: { scopeInTokenAnswer: 'with commas, in lower case' } });
      const { body } = await crm.refresh();
      assert.match(String((body as { scope?: string }).scope), /^zohocrm\.modules\.all,/);
    });

    for (const [refreshApiDomain, expected] of [
      ['as at sign-in', /^http:/],
      ['missing', /^undefined$/],
      ['null', /^null$/],
      ['api.zoho', /^https:\/\/api\.zoho\.eu$/],
    ] as const) {
      it(`returns the API server that the profile says: ${refreshApiDomain}`, async () => {
        await crm.reset({ switches: { refreshApiDomain, location: 'eu' } });
        const { body } = await crm.refresh();
        assert.match(String((body as { api_domain?: unknown }).api_domain), expected);
      });
    }

    const places: Record<string, () => [string, RequestInit]> = {
      query: () => [`?${new URLSearchParams(refreshing()).toString()}`, {}],
      form: () => ['', { body: new URLSearchParams(refreshing()) }],
      multipart: () => {
        const body = new FormData();
        for (const [name, value] of Object.entries(refreshing())) {
          body.append(name, value);
        }
        return ['', { body }];
      },
    };
    for (const [place, request] of Object.entries(places)) {
      it(`reads its parameters from the ${place}, and does not log them`, async () => {
        const [query, init] = request();
        const { status, code } = await post(`/oauth/v2/token${query}`, init);
        assert.deepEqual([status, code], [200, undefined]);
        const [entry] = await crm.control.requests();
        assert.deepEqual(entry?.parametersIn, [place]);
        assert.ok(!JSON.stringify(entry).includes(crm.emulator.refreshToken));
        assert.ok(!JSON.stringify(entry).includes(crm.emulator.clientSecret));
      });
    }

    it('reads client ID and secret from a Basic header', async () => {
      const { grant_type = '', refresh_token = '' } = refreshing();
      const body = new URLSearchParams({ grant_type, refresh_token });
      const answer = await post('/oauth/v2/token', { body, headers: basic() });
      assert.deepEqual([answer.status, answer.code], [200, undefined]);
      assert.deepEqual((await crm.control.requests())[0]?.parametersIn, ['form', 'basic']);
    });

    const refused: Record<string, [Record<string, string>, string]> = {
      'an unknown client': [{ client_id: '1000.NOBODY' }, 'invalid_client'],
      'no client': [{ client_id: '' }, 'invalid_client'],
      'a wrong secret': [{ client_secret: 'wrong' }, 'invalid_client_secret'],
      'no secret': [{ client_secret: '' }, 'invalid_client_secret'],
      'another grant type': [{ grant_type: 'password' }, 'invalid_client'],
      'an unknown refresh token': [{ refresh_token: '1000.a.b' }, 'invalid_code'],
      'an unknown code': [{ grant_type: 'authorization_code', code: '1000.a.b' }, 'invalid_code'],
      'a redirect address of a self client': [
        { grant_type: 'authorization_code', redirect_uri: 'http://localhost/' },
        'invalid_redirect_uri',
      ],
    };
    for (const [what, [parameters, error]] of Object.entries(refused)) {
      it(`answers ${what} with ${error} and status 200`, async () => {
        const answer = await crm.token({ ...refreshing(), ...parameters });
        assert.deepEqual([answer.status, answer.body], [200, { error }]);
      });
    }

    it('answers GET and a missing grant type with a page and status 400', async () => {
      const missing = await crm.token({ refresh_token: crm.emulator.refreshToken });
      const get = await post(`/oauth/v2/token?${new URLSearchParams(refreshing()).toString()}`, {
        method: 'GET',
      });
      for (const { status, headers } of [missing, get]) {
        assert.equal(status, 400);
        assert.match(headers.get('content-type') ?? '', /^text\/html/);
      }
    });

    it('expires a code after the time set in the console', async () => {
      const code = await crm.control.issueCode({ validMs: MINUTE });
      now += MINUTE;
      const answer = await crm.token({ grant_type: 'authorization_code', code });
      assert.deepEqual(answer.body, { error: 'invalid_code' });
    });

    async function throttled(profile: 'seed' | 'newest' | 'worst'): Promise<number[]> {
      await crm.reset({ profile });
      for (let count = 1; count <= 10; count += 1) {
        assert.equal((await crm.refresh()).code, undefined);
      }
      const answers = [await crm.refresh(), await crm.refresh()];
      for (const { code, body } of answers) {
        assert.equal(code, 'Access Denied');
        assert.match((body as { error_description: string }).error_description, /^You have made/);
      }
      return answers.map(({ status }) => status);
    }
    it('answers the eleventh token in ten minutes with 400 (seed)', async () => {
      assert.deepEqual(await throttled('seed'), [400, 400]);
      now += 10 * MINUTE;
      assert.equal((await crm.refresh()).code, undefined);
    });
    it('answers it with 200 (newest)', async () => {
      assert.deepEqual(await throttled('newest'), [200, 200]);
    });
    it('alternates between the two answers (worst)', async () => {
      assert.deepEqual(await throttled('worst'), [200, 400]);
    });
  });

  describe('revoking', () => {
    it('revokes a refresh token at its first URL, from query or form', async () => {
      for (const inQuery of [true, false]) {
        await crm.reset();
        const parameters = new URLSearchParams({ token: crm.emulator.refreshToken });
        const path = `/oauth/v2/token/revoke${inQuery ? `?${parameters.toString()}` : ''}`;
        const answer = await post(path, inQuery ? {} : { body: parameters });
        assert.deepEqual([answer.status, answer.body], [200, { status: 'success' }]);
        assert.deepEqual((await crm.refresh()).body, { error: 'invalid_code' });
      }
    });

    it('answers an unknown token there with a page and status 400', async () => {
      const { status, headers } = await post('/oauth/v2/token/revoke?token=1000.a.b');
      assert.equal(status, 400);
      assert.match(headers.get('content-type') ?? '', /^text\/html/);
    });

    it('revokes a refresh token and its access tokens at its second URL', async () => {
      const { access_token = '' } = (await crm.refresh()).body as Record<string, string>;
      const headers = { authorization: `Zoho-oauthtoken ${access_token}` };
      const token = crm.emulator.refreshToken;
      const body = new URLSearchParams({ token, token_type: 'refresh_token' });
      const answer = await post('/oauth/v2/revoke/token', { body, headers: basic() });
      assert.equal(answer.status, 200);
      assert.equal((await crm.api('GET', '/crm/v2/org', { headers })).code, 'INVALID_TOKEN');
    });

    it('revokes a single access token at its second URL', async () => {
      const token = await crm.control.issueAccessToken();
      const headers = { authorization: `Zoho-oauthtoken ${token}` };
      const body = new URLSearchParams({ token, token_type: 'access_token' });
      await post('/oauth/v2/revoke/token', { body, headers: basic() });
      assert.equal((await crm.api('GET', '/crm/v2/org', { headers })).status, 401);
      assert.equal((await crm.refresh()).code, undefined);
    });

    it('revokes no token of another client at its second URL', async () => {
      const redirectUris = ['http://127.0.0.1/'];
      const other = await crm.control.registerClient({ type: 'server', redirectUris });
      const credentials = Buffer.from(`${other.clientId}:${other.clientSecret}`);
      const headers = { authorization: `Basic ${credentials.toString('base64')}` };
      const access = await crm.control.issueAccessToken();
      for (const [token, token_type] of [
        [crm.emulator.refreshToken, 'refresh_token'],
        [access, 'access_token'],
      ] as const) {
        const body = new URLSearchParams({ token, token_type });
        assert.equal((await post('/oauth/v2/revoke/token', { body, headers })).status, 400);
      }
      assert.equal((await crm.refresh()).code, undefined);
    });

    for (const [revokesAt, first, second] of [
      ['both', 200, 200],
      ['token/revoke', 200, 400],
      ['revoke/token', 400, 200],
    ] as const) {
      it(`answers at the URL that the profile says: ${revokesAt}`, async () => {
        await crm.reset({ switches: { revokesAt } });
        const statuses = [];
        for (const path of ['/oauth/v2/token/revoke', '/oauth/v2/revoke/token']) {
          const { refresh_token: token = '' } = (
            await crm.token({
              grant_type: 'authorization_code',
              code: await crm.control.issueCode(),
            })
          ).body as Record<string, string>;
          const body = new URLSearchParams({ token });
          const { status, headers } = await post(path, { body, headers: basic() });
          statuses.push(status);
          if (status === 400) {
            assert.match(headers.get('content-type') ?? '', /^text\/html/);
          }
        }
        assert.deepEqual(statuses, [first, second]);
      });
    }

    it('requires the client at its second URL', async () => {
      const body = new URLSearchParams({ token: crm.emulator.refreshToken });
      for (const headers of [basic('wrong'), {}]) {
        const { status } = await post('/oauth/v2/revoke/token', { body, headers });
        assert.equal(status, 400);
      }
      assert.equal((await crm.refresh()).code, undefined);
    });
  });

  it('has no other URL', async () => {
    assert.equal((await post('/oauth/v2/other')).status, 404);
  });

  it('restores the standard client and refresh token after a reset', async () => {
    await crm.control.revokeRefreshTokens();
    assert.deepEqual((await crm.refresh()).body, { error: 'invalid_code' });
    await crm.reset();
    assert.equal((await crm.refresh()).code, undefined);
  });
});
