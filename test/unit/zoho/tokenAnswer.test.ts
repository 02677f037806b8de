import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AccountsServer, errorOf } from '../../../src/zoho/accountsServer.ts';
import { pollDeviceCode, requestDeviceCode } from '../../../src/zoho/deviceCode.ts';
import type { Failure, Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { exchangeCode, grantIn } from '../../../src/zoho/grant.ts';
import { Network } from '../../../src/zoho/network.ts';
import { requestEnhanceToken } from '../../../src/zoho/scopeEnhancement.ts';
import type { Incoming } from '../../../src/zoho/sender.ts';

const HOUR = 3_600_000;
const CLIENT = { id: '1000.CLIENT', secret: 'secret' };
const GRANTED = {
  access_token: '1000.a.b',
  refresh_token: '1000.c.d',
  api_domain: 'https://www.zohoapis.eu',
  token_type: 'Bearer',
  expires_in: 3600,
};
const never = new AbortController().signal;

/** An accounts server with the same answer to every request. */
class SayingServer extends AccountsServer {
  readonly #answer: Incoming;

  constructor(answer: Incoming) {
    const network = new Network({
      userAgent: 'test',
      timeLimit: () => 1,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
    super(network, 'https://accounts.zoho.eu');
    this.#answer = answer;
  }

  override post(): Promise<Result<Incoming>> {
    return Promise.resolve(success(this.#answer));
  }
}

function answer(body: unknown, status = 200): Incoming {
  return { status, headers: {}, body: Buffer.from(JSON.stringify(body)) };
}

/** Any body with any status: JSON like an answer, other JSON, and anything else. */
function anyAnswer(likely: Record<string, unknown>): fc.Arbitrary<Incoming> {
  const oneOf = (value: unknown): fc.Arbitrary<unknown> =>
    fc.oneof(fc.constant(value), fc.jsonValue(), fc.constant(undefined));
  const likeOne = fc.record(
    Object.fromEntries(Object.entries(likely).map(([name, value]) => [name, oneOf(value)])),
  );
  const text = fc.oneof(
    likeOne.map((value) => JSON.stringify(value)),
    fc.json(),
    fc.constantFrom('', '<html>', '{"access_token":', '"access_token"', 'null', '[]'),
  );
  const body = fc.oneof(
    text.map((each) => Buffer.from(each)),
    fc.uint8Array(),
  );
  const status = fc.constantFrom(200, 400, 401, 404, 429, 500, 503);
  return fc.record({ status, headers: fc.constant({}), body });
}

/** The text of an answer under that name, if it is JSON. */
function given(incoming: Incoming, name: string): unknown {
  try {
    const json = JSON.parse(new TextDecoder().decode(incoming.body)) as Record<string, unknown>;
    return json[name];
  } catch {
    return undefined;
  }
}

function kindOf(result: Result<unknown>): Failure['kind'] | 'success' {
  return result.ok ? 'success' : result.failure.kind;
}

describe('grantIn', () => {
  it('reads a token answer, whose seconds start at the time of the request', () => {
    assert.deepEqual(grantIn(answer(GRANTED), 1000), {
      ok: true,
      value: {
        accessToken: '1000.a.b',
        refreshToken: '1000.c.d',
        apiDomain: 'https://www.zohoapis.eu',
        endsAt: 1000 + HOUR,
      },
    });
  });

  it('prefers expires_in_sec if present: expires_in is in milliseconds then', () => {
    const old = answer({ ...GRANTED, expires_in_sec: 3600, expires_in: HOUR });
    const read = grantIn(old, 0);
    assert.ok(read?.ok);
    assert.equal(read.value.endsAt, HOUR);
  });

  it('reads a grant without a refresh token, as a refresh gives it', () => {
    const read = grantIn(answer({ ...GRANTED, refresh_token: undefined }), 0);
    assert.ok(read?.ok);
    assert.equal(read.value.refreshToken, undefined);
  });

  it('rejects a grant without tokens', () => {
    const incomplete: object[] = [
      { ...GRANTED, access_token: undefined },
      { ...GRANTED, access_token: '' },
      { ...GRANTED, access_token: 7 },
      { ...GRANTED, refresh_token: '' },
      { error: 'invalid_code' },
    ];
    assert.deepEqual(
      incomplete.map((body) => grantIn(answer(body), 0)),
      incomplete.map(() => undefined),
    );
  });

  it('keeps a token whatever else is in the answer: unknown tokens can’t be revoked', () => {
    const tokens = { accessToken: '1000.a.b', refreshToken: '1000.c.d' };
    const given = { ...tokens, apiDomain: 'https://www.zohoapis.eu', endsAt: HOUR };
    const others: [object, object][] = [
      [{ api_domain: undefined }, { apiDomain: '' }],
      [{ api_domain: 7 }, { apiDomain: '' }],
      [{ api_domain: 'www.zohoapis.eu' }, { apiDomain: 'www.zohoapis.eu' }],
      // Zoho's access tokens last an hour.
      [{ expires_in: undefined }, {}],
      [{ expires_in: '3600' }, {}],
      [{ expires_in: '1800' }, { endsAt: HOUR / 2 }],
      // Milliseconds, as old clients got them, without the seconds.
      [{ expires_in: HOUR }, {}],
      [{ expires_in: String(HOUR / 2) }, { endsAt: HOUR / 2 }],
      [{ expires_in: HOUR, expires_in_sec: '1800' }, { endsAt: HOUR / 2 }],
      // An expired one would be renewed at each request.
      [{ expires_in: 0 }, {}],
      [{ scope: ['ZohoCRM.org.READ', null] }, { scopes: ['ZohoCRM.org.READ'] }],
      [
        { scope: 'ZohoCRM.org.READ+ZohoCRM.users.READ' },
        { scopes: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ'] },
      ],
      [{ scope: { name: 'ZohoCRM.org.READ' } }, {}],
      [{ expires_in: -1 }, {}],
      [{ expires_in: 1e306 }, {}],
      [{ expires_in: HOUR, expires_in_sec: null }, {}],
    ];
    for (const [odd, expected] of others) {
      assert.deepEqual(
        grantIn(answer({ ...GRANTED, ...odd }), 0),
        success({ ...given, ...expected }),
        JSON.stringify(odd),
      );
    }
  });

  it('returns no grant without an access token, whatever the answer, and never throws', () => {
    fc.assert(
      fc.property(anyAnswer(GRANTED), (incoming) => {
        const read = grantIn(incoming, 0);
        const grants = read?.ok === true ? [read.value] : [];
        const token = given(incoming, 'access_token');
        for (const { accessToken, endsAt } of grants) {
          assert.ok(accessToken !== '' && accessToken === token);
          assert.ok(Number.isFinite(endsAt));
        }
        const refreshes = given(incoming, 'refresh_token');
        const usable =
          refreshes === undefined || (typeof refreshes === 'string' && refreshes !== '');
        // A token that a header can't contain is none.
        const isToken = typeof token === 'string' && /^[!-~]+$/.test(token);
        assert.equal(grants.length === 1, isToken && usable);
      }),
    );
  });
});

describe('an answer from the accounts server', () => {
  const meanings: [string, Failure['kind']][] = [
    ['Access Denied', 'token-throttled'],
    ['access_denied', 'consent-refused'],
    ['expired', 'device-code-expired'],
    ['general_error', 'oauth-error'],
    ['invalid_client', 'client-refused'],
    ['invalid_client_secret', 'client-secret-refused'],
    ['invalid_code', 'code-refused'],
    ['invalid_grant', 'code-refused'],
    ['invalid_org', 'organization-refused'],
    ['invalid_redirect_uri', 'redirect-refused'],
    ['invalid_scope', 'scope-unknown'],
    ['missing_org_info', 'organization-refused'],
    ['INVALID_CODE', 'code-refused'],
    [' invalid_code\n', 'code-refused'],
    ['expired_token', 'device-code-expired'],
    ['too_many_requests', 'token-throttled'],
    ['ACCESS DENIED', 'token-throttled'],
    ['Access_Denied', 'consent-refused'],
    ['invalid_scopes', 'scope-unknown'],
    ['invalid_oauthscope', 'scope-unknown'],
    ['invalid_soid', 'organization-refused'],
    ['org_not_found', 'organization-refused'],
    ['invalid_organization', 'organization-refused'],
    // These are about neither.
    ['unauthorized', 'oauth-error'],
    ['forgotten', 'oauth-error'],
    // Every object has these properties, and a server may say anything.
    ['constructor', 'oauth-error'],
    ['__proto__', 'oauth-error'],
    ['toString', 'oauth-error'],
  ];
  for (const [error, kind] of meanings) {
    it(`means with ${error} that it is about ${kind}, with any status`, async () => {
      for (const status of [200, 400]) {
        const server = new SayingServer(answer({ error }, status));
        const result = await exchangeCode(server, CLIENT, 'code', undefined, never);
        assert.deepEqual(result, {
          ok: false,
          failure: { kind, error, host: 'accounts.zoho.eu' },
        });
      }
    });
  }

  it('recognizes too many requests next to another error', async () => {
    const error_description = 'You have made too many requests continuously. Please try again.';
    const kinds = await Promise.all(
      ['access_denied', 'AccessDenied', 'invalid_code'].map(async (error) => {
        const server = new SayingServer(answer({ error, error_description }, 400));
        return kindOf(await exchangeCode(server, CLIENT, 'code', undefined, never));
      }),
    );
    assert.deepEqual(kinds, ['token-throttled', 'token-throttled', 'code-refused']);
  });

  it('that is not JSON is judged by its status', async () => {
    const page = { status: 502, headers: {}, body: Buffer.from('<html>Bad gateway</html>') };
    const result = await exchangeCode(new SayingServer(page), CLIENT, 'code', undefined, never);
    assert.equal(kindOf(result), 'unavailable');
  });

  it('never throws, and never grants anything without an access token', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswer({ ...GRANTED, error: 'constructor' }), async (incoming) => {
        const result = await exchangeCode(
          new SayingServer(incoming),
          CLIENT,
          'c',
          undefined,
          never,
        );
        assert.equal(result.ok, grantIn(incoming, 0) !== undefined);
        assert.notEqual(kindOf(result), '');
      }),
    );
  });

  it('has an error only if that is text', () => {
    fc.assert(
      fc.property(anyAnswer({ error: 'invalid_code' }), (incoming) => {
        const error = given(incoming, 'error');
        // What a number can't hold is read as text (jsonOf).
        fc.pre(
          typeof error !== 'number' || Number.isSafeInteger(error) || !Number.isInteger(error),
        );
        assert.equal(errorOf(incoming), typeof error === 'string' ? error : undefined);
      }),
    );
  });
});

describe('requestDeviceCode', () => {
  const DEVICE = {
    user_code: 'A1B2-C3D4',
    device_code: '1004.x.y',
    verification_url: 'https://accounts.zoho.eu/oauth/v3/device',
    verification_uri_complete: 'https://accounts.zoho.eu/oauth/v3/device?user_code=A1B2-C3D4',
    interval: 5000,
    expires_in: 300_000,
  };

  async function asked(body: object): ReturnType<typeof requestDeviceCode> {
    return requestDeviceCode(new SayingServer(answer(body)), CLIENT.id, ['scope'], never);
  }

  it('reads the codes, the pages, and times in milliseconds', async () => {
    const before = Date.now();
    const result = await asked(DEVICE);
    assert.ok(result.ok);
    const { endsAt, ...rest } = result.value;
    assert.deepEqual(rest, {
      deviceCode: '1004.x.y',
      userCode: 'A1B2-C3D4',
      page: DEVICE.verification_url,
      filledPage: DEVICE.verification_uri_complete,
      intervalMs: 5000,
    });
    assert.ok(endsAt >= before + 300_000 && endsAt <= Date.now() + 300_000);
  });

  it('treats times as seconds if they can’t be anything else', async () => {
    const before = Date.now();
    const result = await asked({ ...DEVICE, interval: 5, expires_in: 300 });
    assert.ok(result.ok);
    assert.equal(result.value.intervalMs, 5000);
    assert.ok(result.value.endsAt >= before + 300_000);
  });

  it('accepts times as text, in a standard’s seconds, or of another type', async () => {
    const times: [object, number, number][] = [
      [{ interval: '5000', expires_in: '300000' }, 5000, 300_000],
      [{ interval: '5', expires_in: '300' }, 5000, 300_000],
      [{ interval: 5, expires_in: 1800 }, 5000, 1_800_000],
      [{ interval: null, expires_in: 'soon' }, 5000, 300_000],
    ];
    for (const [odd, interval, life] of times) {
      const before = Date.now();
      const result = await asked({ ...DEVICE, ...odd });
      assert.ok(result.ok, JSON.stringify(odd));
      assert.equal(result.value.intervalMs, interval);
      const { endsAt } = result.value;
      assert.ok(endsAt >= before + life && endsAt <= Date.now() + life, JSON.stringify(odd));
    }
  });

  it('finds the page under any of its names', async () => {
    const { verification_url: page, verification_uri_complete: filledPage } = DEVICE;
    const pages = await Promise.all(
      [
        { verification_url: undefined, verification_uri: page },
        { verification_url: null, verification_uri: page },
        { verification_url: undefined },
        { verification_url: undefined, verification_uri_complete: undefined },
      ].map(async (odd) => {
        const result = await asked({ ...DEVICE, ...odd });
        return result.ok ? result.value.page : result.failure.kind;
      }),
    );
    assert.deepEqual(pages, [page, page, filledPage, 'answer-unreadable']);
  });

  it('accepts no device code that polls forever, or without a pause', async () => {
    const results = await Promise.all([
      asked({ ...DEVICE, interval: 2 ** 31 }),
      asked({ ...DEVICE, interval: -1 }),
      asked({ ...DEVICE, expires_in: 1e306 }),
    ]);
    assert.deepEqual(
      results.map(kindOf),
      results.map(() => 'answer-unreadable'),
    );
  });

  it('works without a page that is filled in', async () => {
    const result = await asked({ ...DEVICE, verification_uri_complete: undefined });
    assert.ok(result.ok);
    assert.equal(result.value.filledPage, undefined);
  });

  it('never throws, and never returns a device without both codes', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswer({ ...DEVICE, error: 'invalid_client' }), async (incoming) => {
        const server = new SayingServer(incoming);
        const result = await requestDeviceCode(server, CLIENT.id, [], never);
        const codes = [given(incoming, 'device_code'), given(incoming, 'user_code')];
        const read = result.ok ? [result.value.deviceCode, result.value.userCode] : codes;
        assert.deepEqual(read, codes);
        assert.ok(!result.ok || codes.every((code) => typeof code === 'string' && code !== ''));
      }),
    );
  });
});

describe('pollDeviceCode', () => {
  async function polled(body: object): ReturnType<typeof pollDeviceCode> {
    return pollDeviceCode(new SayingServer(answer(body)), CLIENT, 'code', never);
  }

  it('distinguishes waiting from an end', async () => {
    const kinds = await Promise.all(
      [
        { error: 'authorization_pending' },
        { error: 'slow_down' },
        { error: 'other_dc', user_location: 'eu' },
        GRANTED,
        { error: 'AUTHORIZATION_PENDING' },
        { error: 'general_error' },
      ].map(async (body) => {
        const result = await polled(body);
        return result.ok ? result.value.kind : result.failure.kind;
      }),
    );
    assert.deepEqual(kinds, [
      'pending',
      'slow-down',
      'other-data-center',
      'granted',
      'pending',
      'lost',
    ]);
    assert.equal(kindOf(await polled({ error: 'access_denied' })), 'consent-refused');
    assert.equal(kindOf(await polled({ error: 'expired' })), 'device-code-expired');
    assert.equal(kindOf(await polled({ error: 'other_dc' })), 'oauth-error');
  });

  it('continues after an answer that does not mention the code, and ends with one that does', async () => {
    const ends: [number, unknown, string][] = [
      [503, '<html>', 'lost'],
      [500, { code: 'INTERNAL_ERROR' }, 'lost'],
      [520, '', 'lost'],
      [429, {}, 'lost'],
      // Zoho's own errors count, whatever the status.
      [500, { error: 'access_denied' }, 'consent-refused'],
      [429, { error: 'Access Denied' }, 'token-throttled'],
      [400, '<html>', 'lost'],
      [200, '<html>', 'lost'],
    ];
    for (const [status, body, expected] of ends) {
      const server = new SayingServer(answer(body, status));
      const result = await pollDeviceCode(server, CLIENT, 'code', never);
      assert.equal(result.ok ? result.value.kind : result.failure.kind, expected, `${status}`);
    }
  });

  it('never throws, and grants nothing without an access token', async () => {
    const likely = { ...GRANTED, error: 'other_dc', user_location: 'eu' };
    await fc.assert(
      fc.asyncProperty(anyAnswer(likely), async (incoming) => {
        const result = await pollDeviceCode(new SayingServer(incoming), CLIENT, 'code', never);
        const granted = result.ok && result.value.kind === 'granted';
        assert.equal(granted, grantIn(incoming, 0) !== undefined);
      }),
    );
  });
});

describe('requestEnhanceToken', () => {
  it('never throws, and returns no token that did not come', async () => {
    const likely = { access_token: '1000.e.f', error: 'invalid_code' };
    await fc.assert(
      fc.asyncProperty(anyAnswer(likely), async (incoming) => {
        const server = new SayingServer(incoming);
        const result = await requestEnhanceToken(server, CLIENT, '1000.c.d', never);
        const token = given(incoming, 'access_token');
        // A token that a header can't contain is none.
        assert.equal(result.ok, typeof token === 'string' && /^[!-~]+$/.test(token));
        assert.ok(!result.ok || result.value === token);
      }),
    );
  });
});
