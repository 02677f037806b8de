import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Callback } from '../../../src/zoho/authorization.ts';
import { authorizationPage, callbackOf, randomValue } from '../../../src/zoho/authorization.ts';
import type { Authority } from '../../../src/zoho/dataCenter.ts';
import { accountsOf, DATA_CENTERS } from '../../../src/zoho/dataCenter.ts';

const REDIRECT = 'http://127.0.0.1:21417/callback';
const STATE = 'the-state-that-went-there';
const US = { kind: 'zoho', dataCenter: 'US' } as const;
const EU = { kind: 'zoho', dataCenter: 'EU' } as const;
const CUSTOM = {
  kind: 'custom',
  servers: { accounts: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2', web: 'http://127.0.0.1:3' },
} as const satisfies Authority;
const FOREIGN = 'https://accounts.zoho.com.evil.test';

function read(address: string | URL, asked: Authority = US, state: string | undefined = STATE) {
  return callbackOf(new URL(address), asked, { redirectUri: REDIRECT, state });
}

/** The URL with these parameters; the correct state comes first. */
function came(parameters: Record<string, string>, state = STATE): string {
  return `${REDIRECT}?${new URLSearchParams({ state, ...parameters }).toString()}`;
}

function code(authority: Authority): Callback {
  return { kind: 'code', code: 'c', authority };
}

function foreign(server: string): Callback {
  return { kind: 'foreign-server', server };
}

const NOT_OURS: Callback = { kind: 'not-ours' };
const REFUSED: Callback = { kind: 'refused', error: 'access_denied' };

describe('callbackOf', () => {
  const table: [string, string, Authority, Callback][] = [
    ['a code', came({ code: 'c' }), US, code(US)],
    ['a trailing &', `${came({ code: 'c' })}&`, US, code(US)],
    ['another state', came({ code: 'c' }, 'guessed'), US, NOT_OURS],
    ['no state', `${REDIRECT}?code=c`, US, NOT_OURS],
    ['an empty state', came({ code: 'c' }, ''), US, NOT_OURS],
    ['an error', came({ error: 'access_denied' }), US, REFUSED],
    ['an error without a state', `${REDIRECT}?error=access_denied`, US, NOT_OURS],
    ['an error with an empty state', came({ error: 'access_denied' }, ''), US, NOT_OURS],
    ['an error with another state', came({ error: 'access_denied' }, 'guessed'), US, NOT_OURS],
    ['an error beside a code', came({ error: 'access_denied', code: 'c' }), US, REFUSED],
    ['neither code nor error', came({ location: 'us' }), US, NOT_OURS],
    ['an empty code', came({ code: '' }), US, NOT_OURS],
    ['nothing at all', REDIRECT, US, NOT_OURS],
    ['another port', came({ code: 'c' }).replace('21417', '25417'), US, NOT_OURS],
    ['another path', came({ code: 'c' }).replace('/callback', '/callback/'), US, NOT_OURS],
    ['another host', came({ code: 'c' }).replace('127.0.0.1', 'localhost'), US, NOT_OURS],
    ['another scheme', came({ code: 'c' }).replace('http:', 'https:'), US, NOT_OURS],
    ['a foreign server', came({ code: 'c', 'accounts-server': FOREIGN }), US, foreign(FOREIGN)],
    [
      'a server without encryption',
      came({ code: 'c', 'accounts-server': 'http://accounts.zoho.eu' }),
      US,
      foreign('http://accounts.zoho.eu'),
    ],
    [
      'a server with another port',
      came({ code: 'c', 'accounts-server': 'https://accounts.zoho.eu:444' }),
      US,
      foreign('https://accounts.zoho.eu:444'),
    ],
    ['a foreign location', came({ code: 'c', location: 'xx' }), US, foreign('xx')],
    [
      'a location of every object',
      came({ code: 'c', location: 'constructor' }),
      US,
      foreign('constructor'),
    ],
    [
      'a server and a location that agree',
      came({ code: 'c', location: 'eu', 'accounts-server': 'https://accounts.zoho.eu' }),
      US,
      code(EU),
    ],
    [
      'a server and a location that do not',
      came({ code: 'c', location: 'us', 'accounts-server': 'https://accounts.zoho.eu' }),
      US,
      foreign('https://accounts.zoho.eu'),
    ],
    [
      'a known server with an unknown location',
      came({ code: 'c', location: 'xx', 'accounts-server': 'https://accounts.zoho.eu' }),
      US,
      foreign('https://accounts.zoho.eu'),
    ],
    [
      'an unknown server with a known location',
      came({ code: 'c', location: 'eu', 'accounts-server': FOREIGN }),
      US,
      foreign(FOREIGN),
    ],
    ['a custom server’s code', came({ code: 'c' }), CUSTOM, code(CUSTOM)],
    [
      'a custom server that names itself',
      came({ code: 'c', location: 'us', 'accounts-server': CUSTOM.servers.accounts }),
      CUSTOM,
      code(CUSTOM),
    ],
    [
      'a custom server that names Zoho',
      came({ code: 'c', 'accounts-server': 'https://accounts.zoho.com' }),
      CUSTOM,
      foreign('https://accounts.zoho.com'),
    ],
    [
      'Zoho that names a custom server',
      came({ code: 'c', 'accounts-server': CUSTOM.servers.accounts }),
      US,
      foreign(CUSTOM.servers.accounts),
    ],
    [
      'scopes that were added',
      came({ status: 'success', scope_enhanced: 'true' }),
      US,
      { kind: 'scopes-added' },
    ],
    ['scopes that were not', came({ status: 'success', scope_enhanced: 'false' }), US, NOT_OURS],
    ['scopes with a failure', came({ status: 'failure', scope_enhanced: 'true' }), US, NOT_OURS],
  ];
  for (const [what, address, asked, expected] of table) {
    it(`reads ${what} as ${expected.kind}`, () => {
      assert.deepEqual(read(address, asked), expected);
    });
  }

  it('leads to each data center of the table, by its server and its location', () => {
    for (const dataCenter of DATA_CENTERS) {
      const home = { kind: 'zoho', dataCenter } as const;
      const server = accountsOf(home);
      assert.deepEqual(read(came({ code: 'c', 'accounts-server': server })), code(home));
      assert.deepEqual(read(came({ code: 'c', location: dataCenter.toLowerCase() })), code(home));
    }
  });

  it('stays at the data center that was asked if the answer names none', () => {
    assert.deepEqual(read(came({ code: 'c' }), EU), code(EU));
  });

  it('reads added scopes without a state, which that page is not known to return', () => {
    const added = `${REDIRECT}?status=success&scope_enhanced=true`;
    const expected = { redirectUri: REDIRECT, state: undefined };
    const scopesAdded: Callback = { kind: 'scopes-added' };
    const refused = `${REDIRECT}?error=access_denied`;
    assert.deepEqual(callbackOf(new URL(refused), EU, expected), REFUSED);
    assert.deepEqual(callbackOf(new URL(added), EU, expected), scopesAdded);
    assert.deepEqual(callbackOf(new URL(`${added}&state=x`), EU, expected), scopesAdded);
    assert.deepEqual(read(added), NOT_OURS);
  });

  const zoho = fc
    .constantFrom(...DATA_CENTERS)
    .map((dataCenter) => ({ kind: 'zoho', dataCenter }) as const);
  const authority: fc.Arbitrary<Authority> = fc.oneof(zoho, fc.constant(CUSTOM));
  const likely = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.constantFrom(FOREIGN, ...DATA_CENTERS.map((name) => name.toLowerCase())),
    zoho.map(accountsOf),
  );

  it('recognizes no authority outside the table, whatever the URL', () => {
    const names = fc.constantFrom(
      'state',
      'code',
      'error',
      'location',
      'accounts-server',
      'status',
    );
    const query = fc.array(fc.tuple(fc.oneof(names, fc.string()), likely));
    const table = new Set([
      ...DATA_CENTERS.map((dataCenter) => accountsOf({ kind: 'zoho', dataCenter })),
      CUSTOM.servers.accounts,
    ]);
    fc.assert(
      fc.property(query, authority, (pairs, asked) => {
        const parameters = new URLSearchParams([['state', STATE], ['code', 'c'], ...pairs]);
        const callback = read(`${REDIRECT}?${parameters.toString()}`, asked);
        const leadsTo = callback.kind === 'code' ? accountsOf(callback.authority) : undefined;
        assert.ok(leadsTo === undefined || table.has(leadsTo), leadsTo);
        assert.ok(asked.kind === 'zoho' || leadsTo === undefined || leadsTo === accountsOf(asked));
      }),
    );
  });

  it('accepts only its own URL', () => {
    const elsewhere = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(elsewhere, authority, (address, asked) => {
        assert.deepEqual(read(address, asked), NOT_OURS);
      }),
    );
  });

  it('accepts only its own state, and nothing without one, not even a refusal', () => {
    const state = fc.oneof(
      fc.string(),
      fc.constantFrom(`${STATE} `, STATE.toUpperCase(), STATE.slice(1), 'null', 'undefined'),
    );
    const states = fc.array(state.filter((one) => one !== STATE));
    const answers = fc.constantFrom<[string, string][]>(
      [['code', 'c']],
      [['error', 'access_denied']],
      [
        ['error', 'access_denied'],
        ['code', 'c'],
      ],
      [
        ['status', 'success'],
        ['scope_enhanced', 'true'],
      ],
    );
    fc.assert(
      fc.property(states, answers, fc.boolean(), authority, (wrong, said, behind, asked) => {
        const given = wrong.map((one): [string, string] => ['state', one]);
        // Only the first of several states counts: ours after a wrong one is a guess too.
        const ours: [string, string][] = behind && wrong.length > 0 ? [['state', STATE]] : [];
        const query = new URLSearchParams([...given, ...ours, ...said]);
        assert.deepEqual(read(`${REDIRECT}?${query.toString()}`, asked), NOT_OURS);
      }),
    );
  });

  it('accepts any refusal that comes with its state', () => {
    const text = fc.string({ minLength: 1, unit: 'binary' }).map((one) => one.toWellFormed());
    fc.assert(
      fc.property(text, authority, (error, asked) => {
        assert.deepEqual(read(came({ error }), asked), { kind: 'refused', error });
      }),
    );
  });

  it('returns the code whatever its characters', () => {
    const text = fc.string({ minLength: 1, unit: 'binary' }).map((one) => one.toWellFormed());
    fc.assert(
      fc.property(text, authority, (given, asked) => {
        const expected = { kind: 'code', code: given, authority: asked };
        assert.deepEqual(read(came({ code: given }), asked), expected);
      }),
    );
  });
});

describe('authorizationPage', () => {
  const request = {
    clientId: '1000.CLIENT',
    redirectUri: REDIRECT,
    scopes: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ'],
    state: STATE,
    codeVerifier: undefined,
  };
  const documented = {
    response_type: 'code',
    client_id: '1000.CLIENT',
    redirect_uri: REDIRECT,
    scope: 'ZohoCRM.org.READ,ZohoCRM.users.READ',
    access_type: 'offline',
    prompt: 'consent',
    state: STATE,
  };

  it('calls the data center’s accounts server with exactly the documented parameters', () => {
    const page = new URL(authorizationPage(EU, request));
    assert.equal(`${page.origin}${page.pathname}`, 'https://accounts.zoho.eu/oauth/v2/auth');
    assert.deepEqual(Object.fromEntries(page.searchParams), documented);
    const custom = new URL(authorizationPage(CUSTOM, request));
    assert.equal(custom.origin, CUSTOM.servers.accounts);
  });

  it('adds the challenge for a verifier, and never the verifier itself', () => {
    // The example of RFC 7636, appendix B.
    const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    const page = authorizationPage(US, { ...request, codeVerifier });
    assert.deepEqual(Object.fromEntries(new URL(page).searchParams), {
      ...documented,
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    assert.ok(!page.includes(codeVerifier));
  });

  it('challenges each verifier with its SHA-256, in base64url without padding', () => {
    const unreserved = 'ABCXYZabcxyz0189-._~'.split('');
    const verifier = fc.string({
      minLength: 43,
      maxLength: 128,
      unit: fc.constantFrom(...unreserved),
    });
    fc.assert(
      fc.property(verifier, (codeVerifier) => {
        const page = new URL(authorizationPage(US, { ...request, codeVerifier }));
        const digest = createHash('sha256').update(codeVerifier, 'ascii').digest('base64');
        const expected = digest.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
        assert.equal(page.searchParams.get('code_challenge'), expected);
      }),
    );
  });
});

describe('randomValue', () => {
  it('works as a verifier, and never repeats', () => {
    const values = Array.from({ length: 100 }, randomValue);
    assert.equal(new Set(values).size, 100);
    assert.deepEqual(
      values.filter((value) => !/^[A-Za-z0-9._~-]{43,128}$/.test(value)),
      [],
    );
  });
});
