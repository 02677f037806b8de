import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Page } from './browser.ts';
import { Browser } from './browser.ts';
import { CrmClient } from './crmClient.ts';

const MINUTE = 60_000;
const CALLBACK = 'http://127.0.0.1:41420/zoho/callback';
const SCOPE = 'ZohoCRM.modules.ALL,ZohoCRM.org.READ';
const VERIFIER = 'a-verifier-of-forty-three-characters-or-more~';

function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

describe('authorize page', () => {
  let crm: CrmClient;
  let browser: Browser;
  let clientId: string;
  let clientSecret: string;
  before(async () => {
    crm = await CrmClient.start();
    browser = new Browser(crm.emulator.servers.accounts);
  });
  after(() => crm.close());
  beforeEach(() => start());

  async function start(options: Parameters<CrmClient['reset']>[0] = {}): Promise<void> {
    await crm.reset(options);
    const client = {
      type: 'server',
      redirectUris: [CALLBACK, 'https://app.example/in?x=1'],
    } as const;
    ({ clientId, clientSecret } = await crm.control.registerClient(client));
  }

  /** @param parameters undefined omits one */
  function address(parameters: Record<string, string | undefined> = {}): string {
    const all: Record<string, string | undefined> = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: CALLBACK,
      scope: SCOPE,
      access_type: 'offline',
      prompt: 'consent',
      state: 'a state & more',
      ...parameters,
    };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(all)) {
      if (value !== undefined) {
        query.set(name, value);
      }
    }
    return `/oauth/v2/auth?${query.toString()}`;
  }
  function open(parameters: Record<string, string | undefined> = {}): Promise<Page> {
    return browser.open(address(parameters));
  }
  async function accepted(
    parameters: Record<string, string | undefined> = {},
    fields: Record<string, string> = {},
  ): Promise<URLSearchParams> {
    const { left } = await browser.press(await open(parameters), 'Accept', fields);
    assert.ok(left);
    return left.searchParams;
  }
  async function codeFor(
    parameters: Record<string, string | undefined> = {},
    fields: Record<string, string> = {},
  ): Promise<string> {
    return (await accepted(parameters, fields)).get('code') ?? '';
  }
  async function exchange(
    code: string,
    parameters: Record<string, string> = {},
  ): Promise<Record<string, unknown>> {
    const { status, body } = await crm.token({
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: CALLBACK,
      code,
      ...parameters,
    });
    assert.equal(status, 200);
    return body as Record<string, unknown>;
  }
  async function domainOf(token: unknown): Promise<string | undefined> {
    const headers = { authorization: `Zoho-oauthtoken ${String(token)}` };
    const { body } = await crm.api('GET', '/crm/v2/org', { headers });
    return (body as { org: { domain_name: string }[] }).org[0]?.domain_name;
  }

  it('says who is asked for which scopes, organizations and environments', async () => {
    const { status, html, policy } = await open();
    assert.equal(status, 200);
    for (const text of [
      'Patricia Boyle (patricia.boyle@northwind.example)',
      'Tomás Reyes',
      'Northwind Traders <span class="badge production">PRODUCTION',
      'Northwind Traders <span class="badge sandbox">SANDBOX',
      'Northwind Traders <span class="badge developer">DEVELOPER',
      'Harbour Lights Agency <span class="badge production">PRODUCTION',
      '<li>ZohoCRM.modules.ALL</li><li>ZohoCRM.org.READ</li>',
    ]) {
      assert.ok(html.includes(text), text);
    }
    // Under a prefix, an absolute path would leave it.
    assert.doesNotMatch(html, /(action|href|src)="\//);
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /form-action/);
  });

  it('sends the browser back with a code and the servers to use', async () => {
    const { left } = await browser.press(await open(), 'Accept');
    const { accounts, api } = crm.emulator.servers;
    assert.match(
      left?.href ?? '',
      /^http:\/\/127\.0\.0\.1:41420\/zoho\/callback\?state=a%20state%20%26%20more&code=1000\.[\da-f]{32}\.[\da-f]{32}&location=us&accounts-server=http%3A%2F%2F127\.0\.0\.1%3A\d+$/,
    );
    assert.equal(left?.searchParams.get('accounts-server'), accounts);
    const answer = await exchange(left.searchParams.get('code') ?? '');
    assert.deepEqual(Object.keys(answer), [
      'access_token',
      'refresh_token',
      'api_domain',
      'token_type',
      'expires_in',
    ]);
    assert.equal(answer.api_domain, api);
    assert.equal(await domainOf(answer.access_token), 'org808232144');
  });

  it("keeps the URL's own query, and ends in & if the profile says so", async () => {
    await start({ profile: 'worst' });
    const page = await open({ redirect_uri: 'https://app.example/in?x=1', state: undefined });
    const { left } = await browser.press(page, 'Accept');
    assert.match(left?.href ?? '', /^https:\/\/app\.example\/in\?x=1&code=[^&]+&location=us&.*&$/);
  });

  it('grants access to the selected organization', async () => {
    for (const [organization, domain] of [
      ['811940027', 'northwindsandbox'],
      ['812550316', 'northwinddeveloper'],
      ['820417733', 'org820417733'],
    ] as const) {
      const { access_token } = await exchange(await codeFor({}, { organization }));
      assert.equal(await domainOf(access_token), domain);
    }
    const tokens = await crm.control.refreshTokens();
    assert.deepEqual(tokens.at(-1), {
      clientId,
      user: 'patricia.boyle@northwind.example',
      organization: 'org820417733',
      scopes: SCOPE.split(','),
    });
  });

  it('asks the account that the person switches to, only for its organizations', async () => {
    const user = 'tomas.reyes@harbourlights.example';
    const page = await browser.press(await open(), 'Switch', { user });
    assert.ok(!page.html.includes('Northwind'));
    const { left } = await browser.press(page, 'Accept');
    await exchange(left?.searchParams.get('code') ?? '');
    assert.equal((await crm.control.refreshTokens()).at(-1)?.user, user);
    const foreign = await browser.press(await open(), 'Accept', {
      user,
      organization: '808232144',
    });
    assert.deepEqual([foreign.status, foreign.left], [400, undefined]);
  });

  it('reports to the application that the person refused', async () => {
    const { left } = await browser.press(await open(), 'Reject');
    assert.equal(left?.href, `${CALLBACK}?error=access_denied&state=a%20state%20%26%20more`);
  });

  it('omits the state from that if the profile says so', async () => {
    await start({ switches: { stateInRefusal: false } });
    const { left } = await browser.press(await open(), 'Reject');
    assert.equal(left?.href, `${CALLBACK}?error=access_denied`);
  });

  it('accepts a decision once', async () => {
    const page = await open();
    await browser.press(page, 'Accept');
    const again = await browser.press(page, 'Accept');
    assert.deepEqual([again.status, again.left], [400, undefined]);
  });

  const errors: Record<string, [Record<string, string | undefined>, string]> = {
    'no response type': [{ response_type: undefined }, 'Invalid response type'],
    'no client': [{ client_id: undefined }, 'Invalid response type'],
    'another response type': [{ response_type: 'token' }, 'Invalid Client'],
    'an unknown client': [{ client_id: '1000.NOBODY' }, 'Invalid Client'],
    'no scope': [{ scope: undefined }, 'Invalid OAuth scope'],
    'an empty scope': [{ scope: '' }, 'Invalid OAuth scope'],
    'a scope that does not exist': [
      { scope: `${SCOPE},ZohoCRM.photos.ALL` },
      'Invalid OAuth scope',
    ],
    'an unknown service': [{ scope: 'ZohoXYZ.modules.ALL' }, 'Invalid OAuth scope'],
    'scopes with spaces': [{ scope: SCOPE.replace(',', ' ') }, 'Invalid OAuth scope'],
    'no redirect URI': [{ redirect_uri: undefined }, 'Invalid Redirect Uri'],
    'another port': [{ redirect_uri: CALLBACK.replace('41420', '41421') }, 'Invalid Redirect Uri'],
    'another path': [{ redirect_uri: `${CALLBACK}/` }, 'Invalid Redirect Uri'],
    'another name of loopback': [
      { redirect_uri: CALLBACK.replace('127.0.0.1', 'localhost') },
      'Invalid Redirect Uri',
    ],
    'a malformed challenge': [{ code_challenge: 'short' }, 'An error occurred'],
    'an unknown challenge method': [
      { code_challenge: VERIFIER, code_challenge_method: 'S512' },
      'An error occurred',
    ],
  };
  for (const [what, [parameters, title]] of Object.entries(errors)) {
    it(`shows a page "${title}" for ${what}, and redirects nowhere`, async () => {
      const { status, html, left } = await open(parameters);
      assert.deepEqual([status, left], [400, undefined]);
      assert.ok(html.includes(`<h1>${title}</h1>`), html);
    });
  }

  it('is not for self clients and devices', async () => {
    const device = await crm.control.registerClient({ type: 'non-browser' });
    assert.match(device.clientId, /^1004\./);
    for (const id of [crm.emulator.clientId, device.clientId]) {
      const { html } = await open({ client_id: id });
      assert.ok(html.includes('<h1>Invalid Redirect Uri</h1>'));
    }
  });

  it("escapes the application's name", async () => {
    const name = '<b>"A" & \'B\'</b>';
    const client = { type: 'server', name, redirectUris: [CALLBACK] } as const;
    const { clientId: id } = await crm.control.registerClient(client);
    const { html } = await open({ client_id: id });
    assert.ok(!html.includes('<b>'));
  });

  it('gives a client ten codes in ten minutes, then redirects without one', async () => {
    for (let count = 1; count <= 10; count += 1) {
      assert.ok((await accepted()).has('code'));
    }
    assert.equal((await accepted()).get('error'), 'access_denied');
    await crm.control.advanceClock(10 * MINUTE);
    assert.ok((await accepted()).has('code'));
  });

  describe('its codes', () => {
    it('work once, for two minutes', async () => {
      const [once, late] = [await codeFor(), await codeFor()];
      assert.ok('refresh_token' in (await exchange(once)));
      assert.deepEqual(await exchange(once), { error: 'invalid_code' });
      await crm.control.advanceClock(2 * MINUTE);
      assert.deepEqual(await exchange(late), { error: 'invalid_code' });
    });

    it('work with the redirect URI that they were sent to', async () => {
      const code = await codeFor();
      for (const redirect_uri of ['https://app.example/in?x=1', 'http://127.0.0.1/', '']) {
        const answer = await exchange(code, { redirect_uri });
        assert.deepEqual(answer, { error: 'invalid_redirect_uri' });
      }
      assert.ok('access_token' in (await exchange(code)));
    });

    it('work for the client that they were issued to, with its secret', async () => {
      const code = await codeFor();
      const other = await crm.control.registerClient({ type: 'server', redirectUris: [CALLBACK] });
      assert.deepEqual(
        await exchange(code, { client_id: other.clientId, client_secret: other.clientSecret }),
        { error: 'invalid_code' },
      );
      assert.deepEqual(await exchange(code, { client_secret: '' }), {
        error: 'invalid_client_secret',
      });
    });

    it('return a refresh token only with offline access, and unprompted only the first time', async () => {
      const has = async (parameters: Record<string, string | undefined>): Promise<boolean> =>
        'refresh_token' in (await exchange(await codeFor(parameters)));
      const online = { access_type: undefined };
      const unprompted = { prompt: undefined };
      assert.deepEqual(
        [await has(online), await has(unprompted), await has(unprompted), await has({})],
        [false, true, false, true],
      );
    });
  });

  describe('PKCE', () => {
    beforeEach(async () => {
      const client = { type: 'mobile', redirectUris: [CALLBACK] } as const;
      ({ clientId, clientSecret } = await crm.control.registerClient(client));
    });

    it('is required of mobile and desktop clients', async () => {
      const { html } = await open();
      assert.ok(html.includes('<h1>An error occurred</h1>'));
    });

    it('accepts only the right verifier, by either method', async () => {
      for (const parameters of [
        { code_challenge: s256(VERIFIER), code_challenge_method: 'S256' },
        { code_challenge: VERIFIER, code_challenge_method: 'plain' },
        { code_challenge: VERIFIER },
      ]) {
        const code = await codeFor(parameters);
        assert.ok('access_token' in (await exchange(code, { code_verifier: VERIFIER })));
      }
    });

    it('accepts no other verifier', async () => {
      const verifier = fc.stringMatching(/^[\w.~-]{43,128}$/);
      await fc.assert(
        fc.asyncProperty(verifier, verifier, fc.nat(), async (right, random, at) => {
          const code_challenge = s256(right);
          const options = { clientId, codeChallenge: code_challenge };
          const cut = right.slice(0, at % right.length);
          for (const wrong of [undefined, '', cut, code_challenge, `${right} `, random]) {
            const code = await crm.control.issueCode({ ...options, codeChallengeMethod: 'S256' });
            const sent = wrong === undefined ? {} : { code_verifier: wrong };
            if (wrong !== right) {
              assert.deepEqual(await exchange(code, sent), { error: 'invalid_code' });
            }
            // An attacker gets only one guess.
            const after = await exchange(code, { code_verifier: right });
            assert.deepEqual(after.error, wrong === right ? undefined : 'invalid_code');
          }
        }),
        { numRuns: 10 },
      );
    });

    it('is also checked for server-based clients that send a challenge', async () => {
      const client = { type: 'server', redirectUris: [CALLBACK] } as const;
      ({ clientId, clientSecret } = await crm.control.registerClient(client));
      const code = await codeFor({ code_challenge: VERIFIER });
      assert.deepEqual(await exchange(code), { error: 'invalid_code' });
    });

    it('works without a secret if the profile says so', async () => {
      const options = { clientId, codeChallenge: VERIFIER };
      const sent = { client_secret: '', code_verifier: VERIFIER };
      const refused = await exchange(await crm.control.issueCode(options), sent);
      assert.deepEqual(refused, { error: 'invalid_client_secret' });
      await crm.control.reset({ switches: { pkceNeedsSecret: false }, keepTokens: true });
      const { refresh_token } = await exchange(await crm.control.issueCode(options), sent);
      assert.ok(refresh_token);
      const wrong = await exchange(await crm.control.issueCode(options), {
        ...sent,
        client_secret: 'wrong',
      });
      assert.deepEqual(wrong, { error: 'invalid_client_secret' });
    });

    it('is all that a client without a secret needs', async () => {
      const client = { type: 'mobile', redirectUris: [CALLBACK], withoutSecret: true } as const;
      ({ clientId, clientSecret } = await crm.control.registerClient(client));
      assert.equal(clientSecret, '');
      const code = await crm.control.issueCode({ clientId, codeChallenge: VERIFIER });
      assert.ok('access_token' in (await exchange(code, { code_verifier: VERIFIER })));
    });
  });

  it('leaves nothing secret in the log', async () => {
    const challenge = { code_challenge: VERIFIER, code_challenge_method: 'plain' };
    const code = await codeFor(challenge);
    await exchange(code, { code_verifier: VERIFIER });
    const log = JSON.stringify(await crm.control.requests());
    assert.ok(log.includes('code=REPLACED'));
    const secrets = await crm.control.secrets();
    assert.ok(secrets.includes(code) && secrets.includes(clientSecret));
    for (const secret of [...secrets, VERIFIER]) {
      assert.ok(!log.includes(secret), secret);
    }
  });

  it('keeps clients after a reset that keeps tokens', async () => {
    await crm.control.reset({ keepTokens: true });
    assert.equal((await open()).status, 200);
    await crm.control.reset();
    assert.equal((await open()).status, 400);
  });
});

describe('EmulatorControl.registerClient', () => {
  it('refuses what no console would accept', async () => {
    const { control, ...crm } = await CrmClient.start();
    for (const options of [
      { type: 'server' },
      { type: 'mobile', redirectUris: ['vscode://photos/callback'] },
      { type: 'mobile', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'] },
      { type: 'self', redirectUris: [CALLBACK] },
      { type: 'non-browser', redirectUris: [CALLBACK] },
      { type: 'server', redirectUris: [CALLBACK], withoutSecret: true },
    ] as const) {
      await assert.rejects(control.registerClient(options));
    }
    await crm.emulator.close();
  });
});
