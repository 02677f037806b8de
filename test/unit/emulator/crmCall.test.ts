import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { png } from '../../pictures.ts';
import { CrmClient, photoPath } from './crmClient.ts';

const HOUR = 60 * 60_000;
const ORG = '/crm/v2/org';

describe('every API call', () => {
  let crm: CrmClient;
  let now = Date.now();
  let picture: Buffer;
  before(async () => {
    crm = await CrmClient.start({ now: () => now });
    picture = await png({ width: 8, height: 8 });
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  async function codeWith(authorization: string): Promise<unknown[]> {
    const { status, code } = await crm.api('GET', ORG, { headers: { authorization } });
    return [status, code];
  }

  describe('its token', () => {
    it('follows "Zoho-oauthtoken"', async () => {
      const token = await crm.control.issueAccessToken();
      const failure = [401, 'AUTHENTICATION_FAILURE'];
      assert.deepEqual(await codeWith(''), failure);
      assert.deepEqual(await codeWith(`Bearer ${token}`), failure);
      assert.deepEqual(await codeWith(token), failure);
      assert.deepEqual(await codeWith(`zoho-oauthtoken ${token}`), failure);
      assert.deepEqual(await codeWith(`Zoho-oauthtoken ${token}`), [200, undefined]);
    });

    it('must be issued by the accounts server', async () => {
      assert.deepEqual(await codeWith('Zoho-oauthtoken 1000.a.b'), [401, 'INVALID_TOKEN']);
    });

    it('expires after an hour', async () => {
      const token = await crm.control.issueAccessToken();
      now += HOUR - 1;
      assert.deepEqual(await codeWith(`Zoho-oauthtoken ${token}`), [200, undefined]);
      now += 1;
      assert.deepEqual(await codeWith(`Zoho-oauthtoken ${token}`), [401, 'INVALID_TOKEN']);
    });

    it('can be made to expire', async () => {
      await crm.control.expireAccessTokens();
      assert.equal((await crm.api('GET', ORG)).code, 'INVALID_TOKEN');
    });

    it('can be made to end early, while refresh tokens stay valid', async () => {
      await crm.control.revokeAccessTokens();
      assert.equal((await crm.api('GET', ORG)).code, 'INVALID_TOKEN');
      assert.equal((await crm.refresh()).code, undefined);
    });

    it('expires when the clock is moved forward, which a reset undoes', async () => {
      await crm.control.advanceClock(HOUR);
      assert.equal((await crm.api('GET', ORG)).code, 'INVALID_TOKEN');
      await crm.control.reset({ keepTokens: true });
      assert.equal((await crm.api('GET', ORG)).status, 200);
    });

    it('has another error code when it was revoked (worst)', async () => {
      await crm.reset({ profile: 'worst' });
      const { body } = await crm.refresh();
      const { access_token } = body as { access_token: string };
      await crm.control.revokeRefreshTokens();
      const told = await codeWith(`Zoho-oauthtoken ${access_token}`);
      assert.deepEqual(told, [401, 'INVALID_OAUTHTOKEN']);
    });

    for (const [profile, code] of [
      ['seed', 'INVALID_TOKEN'],
      ['newest', 'AUTHENTICATION_FAILURE'],
      ['worst', 'TOKEN_HAS_EXPIRED'],
    ] as const) {
      it(`has the profile's error code when it has expired (${profile})`, async () => {
        await crm.reset({ profile });
        const token = await crm.control.issueAccessToken();
        await crm.control.expireAccessTokens();
        assert.deepEqual(await codeWith(`Zoho-oauthtoken ${token}`), [401, code]);
      });
    }

    it('is logged with how it was issued', async () => {
      const code = await crm.control.issueCode();
      const answers = [
        await crm.token({ grant_type: 'authorization_code', code }),
        await crm.refresh(),
      ];
      for (const { body } of answers) {
        await codeWith(`Zoho-oauthtoken ${(body as { access_token: string }).access_token}`);
      }
      const requests = await crm.control.requests();
      assert.deepEqual(
        requests.filter(({ server }) => server === 'api').map(({ tokenFrom }) => tokenFrom),
        ['code', 'refresh_token'],
      );
    });
  });

  describe('its scopes', () => {
    const contact = photoPath();
    const vehicle = photoPath({ module: 'Vehicles', id: '4876876000000630001' });
    const rules: [scopes: string, method: string, path: string, allowed: boolean][] = [
      ['ZohoCRM.modules.ALL', 'POST', contact, true],
      ['zohocrm.MODULES.all', 'POST', contact, true],
      ['ZohoCRM.modules.contacts.ALL', 'POST', contact, true],
      ['ZohoCRM.modules.Contacts.CREATE', 'POST', contact, true],
      ['ZohoCRM.modules.contacts.WRITE', 'POST', contact, true],
      ['ZohoCRM.modules.CREATE', 'POST', contact, true],
      ['ZohoCRM.modules.WRITE', 'POST', contact, false],
      ['ZohoCRM.modules.contacts.READ', 'POST', contact, false],
      ['ZohoCRM.modules.leads.ALL', 'POST', contact, false],
      ['ZohoCRM.settings.ALL', 'POST', contact, false],
      ['ZohoCRM.modules.contacts.CREATE', 'GET', contact, false],
      ['ZohoCRM.modules.contacts.READ', 'GET', contact, true],
      ['ZohoCRM.modules.READ', 'GET', contact, true],
      ['ZohoCRM.modules.contacts.WRITE', 'DELETE', contact, false],
      ['ZohoCRM.modules.contacts.DELETE', 'DELETE', contact, true],
      ['ZohoCRM.modules.custom.CREATE', 'POST', vehicle, true],
      ['ZohoCRM.modules.vehicles.CREATE', 'POST', vehicle, false],
      ['ZohoCRM.modules.custom.CREATE', 'POST', contact, false],
      ['ZohoCRM.settings.modules.READ', 'GET', '/crm/v2/settings/modules', true],
      ['ZohoCRM.settings.ALL', 'GET', '/crm/v2/settings/modules', true],
      ['ZohoCRM.settings.fields.READ', 'GET', '/crm/v2/settings/modules', false],
      ['ZohoCRM.settings.fields.READ', 'GET', '/crm/v2/settings/fields?module=Leads', true],
      ['ZohoCRM.users.READ', 'GET', '/crm/v2/users', true],
      ['ZohoCRM.org.READ', 'GET', '/crm/v2/users', false],
      ['ZohoCRM.org.READ', 'GET', ORG, true],
      ['ZohoCRM.users.READ', 'GET', ORG, false],
    ];
    for (const [scopes, method, path, allowed] of rules) {
      it(`${scopes} ${allowed ? 'allow' : 'do not allow'} ${method} ${path}`, async () => {
        await crm.consent({ scopes: [scopes] });
        const { code } =
          method === 'POST' ? await crm.upload(path, picture) : await crm.api(method, path);
        assert.equal(code === 'OAUTH_SCOPE_MISMATCH', !allowed, code);
      });
    }
  });

  describe('concurrent with others', () => {
    it("is refused when the edition's limit is reached", async () => {
      const leave = new AbortController();
      const { signal } = leave;
      await crm.control.fault({ path: '/users', never: true, times: 0 });
      const waiting = Array.from({ length: 19 }, () => crm.api('GET', '/crm/v2/users', { signal }));
      const settled = Promise.allSettled(waiting);
      await crm.waitForRequests(19);
      assert.equal((await crm.api('GET', ORG)).status, 200);
      const twentieth = Promise.allSettled([crm.api('GET', '/crm/v2/users', { signal })]);
      await crm.waitForRequests(21);
      assert.equal((await crm.api('GET', ORG)).status, 429);
      leave.abort();
      await Promise.all([settled, twentieth]);
    });

    it("gets the profile's error code, with Retry-After if the profile says so", async () => {
      for (const [profile, code, retryAfter] of [
        ['seed', 'TOO_MANY_REQUESTS', null],
        ['newest', 'RATE_LIMIT_EXCEEDED', '1'],
        ['worst', 'TOO_MANY_REQUESTS', null],
      ] as const) {
        await crm.reset({ profile, switches: { concurrency: 0 } });
        const answer = await crm.api('GET', ORG);
        assert.deepEqual(
          [answer.status, answer.code, answer.headers.get('retry-after')],
          [429, code, retryAfter],
        );
      }
    });
  });

  describe('that is heavy', () => {
    const select_query = "select id from Contacts where Full_Name like '%a%'";
    const coql = (init: RequestInit = {}): ReturnType<typeof crm.api> =>
      crm.api('POST', '/crm/v8/coql', { body: JSON.stringify({ select_query }), ...init });

    it('has its own limit too: only the eleventh concurrent query is refused', async () => {
      const leave = new AbortController();
      const { signal } = leave;
      await crm.control.fault({ path: '/coql', never: true, times: 10 });
      const waiting = Array.from({ length: 10 }, () => coql({ signal }));
      const settled = Promise.allSettled(waiting);
      await crm.waitForRequests(10);
      const { status, code } = await coql();
      assert.deepEqual([status, code], [429, 'TOO_MANY_REQUESTS']);
      for (const path of [ORG, '/crm/v8/Contacts/search?word=amelia']) {
        assert.equal((await crm.api('GET', path)).status, 200);
      }
      leave.abort();
      await settled;
    });

    it('is also limited by the edition', async () => {
      await crm.reset({ switches: { concurrency: 0 } });
      assert.equal((await coql()).status, 429);
    });
  });

  it('uses a credit: from half on, answers say how many are left, until none are', async () => {
    await crm.reset({ switches: { creditsPerDay: 4 } });
    const left = [];
    for (let count = 1; count <= 4; count += 1) {
      left.push((await crm.api('GET', ORG)).headers.get('x-api-credits-remaining'));
    }
    assert.deepEqual(left, [null, '2', '1', '0']);
    const { status, code } = await crm.api('GET', ORG);
    assert.deepEqual([status, code], [429, 'LIMIT_EXCEEDED']);
    now += 24 * HOUR;
    await crm.consent({});
    assert.equal((await crm.api('GET', ORG)).status, 200);
  });

  it('gets another error code when none are left (worst)', async () => {
    await crm.reset({ profile: 'worst', switches: { creditsPerDay: 0 } });
    const { status, code } = await crm.api('GET', ORG);
    assert.deepEqual([status, code], [429, 'API_LIMIT_EXCEEDED']);
  });
});
