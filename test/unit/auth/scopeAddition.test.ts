import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import { addScopes, canAddScopes } from '../../../src/auth/scopeAddition.ts';
import type { SignInServices } from '../../../src/auth/signIn.ts';
import { authenticate } from '../../../src/auth/signIn.ts';
import { redirectUriOf } from '../../../src/auth/flows/loopback.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Authority } from '../../../src/zoho/dataCenter.ts';
import type { Failure, Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import { findUser } from '../../../src/zoho/user.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { freePorts } from '../freePorts.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { alone } from './alone.ts';
import { sampleAccount } from './sampleAccount.ts';
import type { Script } from './scriptedPerson.ts';
import { inBrowser, pressed, ScriptedPerson } from './scriptedPerson.ts';
import { signInParts } from './signInParts.ts';

const BEFORE = ['ZohoCRM.org.READ', 'ZohoCRM.users.READ'];
const DEALS = 'ZohoCRM.modules.deals.CREATE';
const never = new AbortController().signal;

describe('addScopes', () => {
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let accountsServer: string;
  let parts: SignInServices;
  let account: Account;

  before(async () => {
    world = await openWorld();
    ({ control, emulator } = world);
    accountsServer = emulator.servers.accounts;
  });

  after(() => world.close());

  /** Signed in with a server-based client, with fewer scopes than needed. */
  beforeEach(async () => {
    await control.reset();
    const ports = await freePorts(1);
    parts = signInParts(world.network, { ports, scopes: BEFORE });
    const { clientId: id, clientSecret: secret } = await control.registerClient({
      type: 'server',
      redirectUris: ports.map(redirectUriOf),
    });
    const authority: Authority = { kind: 'custom', servers: emulator.servers };
    const client = { type: 'server', id, secret } as const;
    const person = new ScriptedPerson({
      answers: [{ way: 'browser', authority, client }],
      waitForVisit: inBrowser(accountsServer),
    });
    const signedIn = await authenticate(parts, person, undefined);
    assert.ok(signedIn);
    ({ account } = signedIn);
  });

  async function adds(script: Omit<Script, 'answers'>): Promise<Result<Account> | undefined> {
    const person = new ScriptedPerson({ answers: [], ...script });
    return addScopes(parts, person, account, [DEALS]);
  }

  function kindOf(result: Result<Account> | undefined): Failure['kind'] | undefined {
    assert.ok(result?.ok !== true, 'the scopes were added');
    return result?.failure.kind;
  }

  /** The account is unchanged: the failed request lost nothing. */
  async function isAsItWas(): Promise<void> {
    assert.deepEqual(await parts.accounts.all(), [account]);
    assert.deepEqual((await control.refreshTokens()).at(-1)?.scopes, BEFORE);
  }

  it('adds the scopes that the person allows to the same refresh token, and the next token has them', async () => {
    const result = await adds({ waitForVisit: inBrowser(accountsServer) });
    assert.ok(result?.ok);
    assert.deepEqual(result.value.scopes, [...BEFORE, DEALS]);
    assert.deepEqual(result.value.credentials, account.credentials);
    assert.deepEqual(await parts.accounts.all(), [result.value]);
    const refreshTokens = await control.refreshTokens();
    assert.equal(refreshTokens.length, 2);
    assert.deepEqual(refreshTokens.at(-1)?.scopes, [...BEFORE, DEALS]);
    const options = {
      policy: NO_POLICY,
      accounts: parts.accounts,
      network: world.network,
      leases: alone,
    };
    const tokens = new AccountTokens(options, account.id);
    const token = await tokens.token(never);
    assert.ok(token.ok && token.value !== account.access.token);
    assert.equal(
      (await findUser(new Crm(world.network, emulator.servers, tokens), never)).ok,
      true,
    );
  });

  it('asks on a page of the accounts server, only for the missing scopes', async () => {
    const pages: URL[] = [];
    await adds({
      waitForVisit: ({ page }) => {
        pages.push(new URL(page));
        return Promise.resolve(undefined);
      },
    });
    const [page] = pages;
    assert.equal(page?.origin, accountsServer);
    assert.equal(page.searchParams.get('scope'), DEALS);
    assert.equal(page.searchParams.get('logout'), 'false');
  });

  it('accepts a pasted URL too', async () => {
    const result = await adds({
      waitForVisit: async ({ page, pasted }) =>
        pasted((await pressed(page, accountsServer, 'Accept'))?.href ?? ''),
    });
    assert.equal(result?.ok, true);
  });

  it('changes nothing when the person refuses', async () => {
    const result = await adds({ waitForVisit: inBrowser(accountsServer, 'Reject') });
    assert.equal(kindOf(result), 'consent-refused');
    await isAsItWas();
  });

  it('changes nothing when the person cancels', async () => {
    assert.equal(kindOf(await adds({})), undefined);
    await isAsItWas();
  });

  it('changes nothing when it is canceled before a page opens', async () => {
    await control.fault({ path: 'scopeenhance', never: true });
    const asked = async (): Promise<boolean> =>
      (await control.requests()).some(({ path }) => path.includes('scopeenhance'));
    const result = await adds({
      waits: (_waiting, cancel) => void until('it was asked', asked).then(cancel),
    });
    assert.equal(kindOf(result), undefined);
    await isAsItWas();
  });

  it('changes nothing when the browser never comes back', async () => {
    parts = { ...parts, means: { ...parts.means, timeLimit: 20 } };
    const result = await adds({
      waitForVisit: ({ limit }) =>
        new Promise((resolve) => {
          limit.addEventListener('abort', () => {
            resolve(undefined);
          });
        }),
    });
    assert.equal(kindOf(result), 'sign-in-timed-out');
    await isAsItWas();
  });

  /** Allows it on the page, after something happened in another window. */
  function visitAfter(other: () => Promise<unknown>): Required<Script>['waitForVisit'] {
    const browser = inBrowser(accountsServer);
    return async (coming) => {
      await other();
      return browser(coming);
    };
  }

  it('does not bring back an account that was signed out meanwhile', async () => {
    const result = await adds({
      waitForVisit: visitAfter(() => parts.accounts.remove(account.id)),
    });
    assert.equal(kindOf(result), 'sign-in-needed');
    assert.deepEqual(await parts.accounts.all(), []);
  });

  it('does not overwrite a sign-in that happened meanwhile', async () => {
    const renewed = sampleAccount({ ...account, credentials: { kind: 'access-token' } });
    const result = await adds({ waitForVisit: visitAfter(() => parts.accounts.save(renewed)) });
    assert.deepEqual(result, { ok: true, value: renewed });
    assert.deepEqual(await parts.accounts.all(), [renewed]);
  });

  it('does not mistake a sign-in code for added scopes', async () => {
    const result = await adds({
      waitForVisit: ({ page, pasted }) => {
        const redirect = new URL(page).searchParams.get('redirect_uri') ?? '';
        return Promise.resolve(pasted(`${redirect}?code=1000.a.b`));
      },
    });
    assert.equal(kindOf(result), 'oauth-error');
    await isAsItWas();
  });

  it('reports that the refresh token no longer works', async () => {
    await control.revokeRefreshTokens();
    assert.equal(kindOf(await adds({ waitForVisit: inBrowser(accountsServer) })), 'code-refused');
  });

  /** An account with client credentials. */
  async function byCredentials(): Promise<void> {
    const { clientId: id, clientSecret: secret } = emulator;
    const client = { type: 'self', id, secret } as const;
    const credentials = {
      kind: 'client-credentials',
      client,
      organizationId: '808232144',
    } as const;
    account = sampleAccount({ ...account, credentials });
    await parts.accounts.save(account);
  }

  it('asks only Zoho with client credentials, which name their scopes for each token', async () => {
    await byCredentials();
    const result = await adds({});
    assert.ok(result?.ok);
    assert.deepEqual(result.value.scopes, [...BEFORE, DEALS]);
    assert.deepEqual(await parts.accounts.all(), [result.value]);
    const { token } = result.value.access;
    const found = await findUser(
      new Crm(world.network, emulator.servers, { token: () => Promise.resolve(success(token)) }),
      never,
    );
    assert.equal(found.ok, true);
  });

  for (const foreignScopes of ['missing_org_info', 'invalid_scope', 'invalid_scopes'] as const) {
    it(`does not change an account whose client credentials are not granted more (${foreignScopes})`, async () => {
      await control.reset({ keepTokens: true, switches: { foreignScopes } });
      await byCredentials();
      const person = new ScriptedPerson({ answers: [] });
      const result = await addScopes(parts, person, account, [SEARCH_SCOPE]);
      const failure = { kind: 'scope-refused', scopes: [SEARCH_SCOPE], error: foreignScopes };
      assert.deepEqual(result, { ok: false, failure });
      assert.deepEqual(await parts.accounts.all(), [account]);
      assert.equal((await control.requests()).length, 1);
    });
  }

  it('does not change an account, and leaves no token, when Zoho granted less', async () => {
    await control.reset({
      profile: 'newest',
      keepTokens: true,
      switches: { foreignScopes: 'left out' },
    });
    await byCredentials();
    const person = new ScriptedPerson({ answers: [] });
    const result = await addScopes(parts, person, account, [SEARCH_SCOPE]);
    assert.deepEqual(result, {
      ok: false,
      failure: { kind: 'scope-refused', scopes: [SEARCH_SCOPE] },
    });
    assert.deepEqual(await parts.accounts.all(), [account]);
    const paths = (await control.requests()).map(({ path }) => path);
    assert.ok(
      paths.some((path) => path.includes('revoke')),
      paths.join(),
    );
  });

  it('reports other failures unchanged', async () => {
    await byCredentials();
    await control.fault({ path: '/oauth/v2/token', answer: { status: 503, body: '' } });
    assert.equal(kindOf(await adds({})), 'unavailable');
    await control.fault({
      path: '/oauth/v2/token',
      answer: { status: 200, body: { error: 'invalid_org' } },
    });
    assert.equal(kindOf(await adds({})), 'organization-refused');
    assert.deepEqual(await parts.accounts.all(), [account]);
  });

  it('works only with server-based clients and client credentials', () => {
    const able = (type: 'self' | 'server' | 'mobile' | 'non-browser'): boolean => {
      const client = { type, id: '1', secret: 's' };
      return canAddScopes(
        sampleAccount({ credentials: { kind: 'refresh-token', client, refreshToken: 'r' } }),
      );
    };
    assert.deepEqual((['self', 'server', 'mobile', 'non-browser'] as const).map(able), [
      false,
      true,
      false,
      false,
    ]);
    const client = { type: 'self', id: '1', secret: 's' } as const;
    const credentials = { kind: 'client-credentials', client, organizationId: '2' } as const;
    assert.equal(canAddScopes(sampleAccount({ credentials })), true);
    assert.equal(canAddScopes(sampleAccount({ credentials: { kind: 'access-token' } })), false);
  });
});
