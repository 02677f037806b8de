import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import type { PolicyState } from '../../../src/policy/policyFile.ts';
import { NO_POLICY, policyWhere } from '../policy/policyInTest.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import type { AccountTokensOptions } from '../../../src/auth/accountTokens.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import { RememberedSecrets } from '../../../src/auth/secrets.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import { Leases } from '../../../src/storage/leases.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Failure, Result } from '../../../src/zoho/failure.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/fault.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { sampleAccount } from './sampleAccount.ts';
import { SecretsOfWindows } from './secretsOfWindows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const THROTTLED = { error: 'Access Denied', error_description: 'too many requests' };

describe('AccountTokens', () => {
  const never = new AbortController().signal;
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let folder: string;
  let storage: SecretsOfWindows;
  let accounts: Accounts;
  let options: AccountTokensOptions;

  before(async () => {
    world = await openWorld();
    ({ control, emulator } = world);
    folder = await mkdtemp(path.join(tmpdir(), 'leases-'));
  });

  after(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    await control.reset();
    storage = new SecretsOfWindows();
    accounts = openWindow();
    options = optionsWith(accounts);
  });

  /** The accounts as one window sees them: other windows' changes arrive when waited for. */
  function openWindow(secrets = storage.window()): Accounts {
    const clock = { sleep: () => storage.arrive(), random: () => 0.5 };
    return new Accounts(new SharedSecrets(secrets, new Leases(folder), clock));
  }

  function optionsWith(own: Accounts): AccountTokensOptions {
    return { policy: NO_POLICY, accounts: own, network: world.network, leases: new Leases(folder) };
  }

  async function signedIn(endsAt: number, more: Partial<Account> = {}): Promise<Account> {
    const { servers, clientId: id, clientSecret: secret, refreshToken } = emulator;
    const account = sampleAccount({
      place: { kind: 'custom', servers, environment: 'production' },
      credentials: {
        kind: 'refresh-token',
        client: { type: 'self', id, secret },
        refreshToken,
      },
      access: { token: 'kept', endsAt },
      ...more,
    });
    await accounts.save(account);
    return account;
  }

  /** Each window has its own. */
  function tokens({ id }: Account): AccountTokens {
    return new AccountTokens(options, id);
  }

  async function asked(): Promise<number> {
    return (await control.requests()).filter(({ server }) => server === 'accounts').length;
  }

  async function refusing(status: number, body: string | object): Promise<void> {
    await control.fault({ server: 'accounts', answer: { status, body } });
  }

  function failureOf(result: Result<unknown>): Failure {
    assert.ok(!result.ok, 'it succeeded');
    return result.failure;
  }

  function crmWith(source: AccountTokens): Crm {
    return new Crm(world.network, emulator.servers, source);
  }

  describe('on a machine with a policy', () => {
    it('hands out no token that the policy forbids, and asks Zoho for none', async () => {
      let state: PolicyState = { kind: 'none' };
      options = { ...options, policy: policyWhere(() => state) };
      const account = await signedIn(Date.now() + 60 * MINUTE);
      const source = tokens(account);
      assert.deepEqual(await source.token(never), { ok: true, value: 'kept' });
      state = { kind: 'rules', rules: { production: false } };
      assert.equal(failureOf(await source.token(never)).kind, 'policy');
      assert.equal(failureOf(await source.renew('kept', never)).kind, 'policy');
      state = { kind: 'unusable', problem: { kind: 'not-an-object' } };
      assert.equal(failureOf(await source.token(never)).kind, 'policy');
      assert.equal(await asked(), 0);
      state = { kind: 'none' };
      assert.ok((await source.token(never)).ok);
    });

    it('nor one that another window got, if the own was refused', async () => {
      let state: PolicyState = { kind: 'none' };
      options = { ...options, policy: policyWhere(() => state) };
      const account = await signedIn(Date.now() + 60 * MINUTE);
      const source = tokens(account);
      source.refused('refused');
      assert.deepEqual(await source.renew('refused', never), { ok: true, value: 'kept' });
      state = { kind: 'rules', rules: { production: false } };
      assert.equal(failureOf(await source.renew('refused', never)).kind, 'policy');
    });
  });

  describe('with a refresh token', () => {
    it('reuses a token until five minutes before it expires', async () => {
      const account = await signedIn(Date.now() + 6 * MINUTE);
      assert.deepEqual(await tokens(account).token(never), { ok: true, value: 'kept' });
      assert.equal(await asked(), 0);
      const late = await signedIn(Date.now() + 4 * MINUTE);
      const renewed = await tokens(late).token(never);
      assert.ok(renewed.ok && renewed.value !== 'kept');
      assert.equal(await asked(), 1);
    });

    it('stores the new token for later requests and other windows', async () => {
      const account = await signedIn(0);
      const first = await tokens(account).token(never);
      const second = await tokens(account).token(never);
      assert.deepEqual(second, first);
      assert.equal(await asked(), 1);
    });

    it('refreshes once for all callers', async () => {
      const shared = tokens(await signedIn(0));
      const all = await Promise.all([1, 2, 3, 4, 5].map(() => shared.token(never)));
      assert.equal(new Set(all.map((result) => result.ok && result.value)).size, 1);
      assert.equal(await asked(), 1);
    });

    it('refreshes once for all windows', async () => {
      const account = await signedIn(0);
      const all = await Promise.all([1, 2, 3, 4, 5].map(() => tokens(account).token(never)));
      assert.equal(new Set(all.map((result) => result.ok && result.value)).size, 1);
      assert.equal(await asked(), 1);
    });

    it('does not refresh again for a caller that read the old token before a refresh finished', async () => {
      const account = await signedIn(0);
      const shared = tokens(account);
      const read = accounts.get.bind(accounts);
      const late = Promise.withResolvers<undefined>();
      // The first read is slow: it returns the value from before the other refresh.
      accounts.get = async (id) => {
        accounts.get = read;
        const old = await read(id);
        await late.promise;
        return old;
      };
      const slow = shared.token(never);
      const quick = await shared.token(never);
      late.resolve(undefined);
      assert.deepEqual(await slow, quick);
      assert.equal(await asked(), 1);
    });

    it('canceling ends one caller’s wait but not the refresh', async () => {
      const shared = tokens(await signedIn(0));
      await control.fault({ server: 'accounts', delayMs: 50 });
      const cancel = new AbortController();
      const canceled = shared.token(cancel.signal);
      const other = shared.token(never);
      cancel.abort();
      await assert.rejects(canceled, { name: 'AbortError' });
      assert.equal((await other).ok, true);
      assert.equal(await asked(), 1);
    });

    it('uses a token that another window got meanwhile', async () => {
      const account = await signedIn(0, { access: { token: 'newer', endsAt: Date.now() + HOUR } });
      assert.deepEqual(await tokens(account).renew('spent', never), { ok: true, value: 'newer' });
      assert.equal(await asked(), 0);
    });

    it('uses a token that another window just got, even before that change arrives', async () => {
      const here = openWindow();
      const account = await signedIn(0);
      await storage.arrive();
      const there = await tokens(account).token(never);
      const own = new AccountTokens(optionsWith(here), account.id);
      assert.deepEqual(await own.token(never), there);
      assert.equal(await asked(), 1);
    });

    it('refreshes itself when another window got no token, without waiting for it', async () => {
      const account = await signedIn(0);
      await refusing(500, '<html>');
      const all = await Promise.all(
        [tokens(account), tokens(account)].map((one) => one.token(never)),
      );
      assert.deepEqual(all.map(({ ok }) => ok).sort(), [false, true]);
      assert.equal(await asked(), 2);
    });

    it('requires a new sign-in when Zoho no longer accepts the refresh token', async () => {
      for (const [error, why] of Object.entries({
        invalid_code: 'withdrawn',
        invalid_client: 'client-gone',
        invalid_client_secret: 'secret-changed',
        invalid_scope: 'refused',
        missing_org_info: 'refused',
      })) {
        const account = await signedIn(0);
        await refusing(200, { error });
        const result = await tokens(account).token(never);
        assert.deepEqual(failureOf(result), { kind: 'sign-in-needed', why, error });
        // Zoho may be wrong, so the person decides: the account stays.
        assert.deepEqual(await accounts.get(account.id), account);
      }
    });

    it('requires a new sign-in when the refresh token was revoked', async () => {
      const account = await signedIn(0);
      await control.revokeRefreshTokens();
      const { kind } = failureOf(await tokens(account).token(never));
      assert.equal(kind, 'sign-in-needed');
    });

    it('keeps its own servers, whatever an answer says about them', async () => {
      for (const domain of [
        undefined,
        null,
        7,
        '',
        'https://api.zoho.eu',
        'https://www.zohoapis.com',
        'https://www.zohoapis.com.evil.example',
      ]) {
        const account = await signedIn(0);
        await refusing(200, { access_token: '1000.x', api_domain: domain, expires_in: 3600 });
        const source = tokens(account);
        assert.deepEqual(await source.token(never), { ok: true, value: '1000.x' });
        const kept = await accounts.get(account.id);
        assert.deepEqual([kept?.access.token, kept?.place], ['1000.x', account.place]);
      }
    });

    it('stores the scopes of an answer, or keeps the existing ones where it has none', async () => {
      const said: [unknown, string[]][] = [
        ['ZohoCRM.org.READ ZohoCRM.users.READ', ['ZohoCRM.org.READ', 'ZohoCRM.users.READ']],
        ['ZohoCRM.org.READ,ZohoCRM.users.READ', ['ZohoCRM.org.READ', 'ZohoCRM.users.READ']],
        [['ZohoCRM.modules.ALL'], ['ZohoCRM.modules.ALL']],
        [' , ', ['ZohoCRM.coql.READ']],
        ['default', ['ZohoCRM.coql.READ']],
        [null, ['ZohoCRM.coql.READ']],
        [undefined, ['ZohoCRM.coql.READ']],
      ];
      for (const [scope, expected] of said) {
        const account = await signedIn(0, { scopes: ['ZohoCRM.coql.READ'] });
        await refusing(200, { access_token: '1000.x', scope, refresh_token: null });
        assert.equal((await tokens(account).token(never)).ok, true);
        assert.deepEqual((await accounts.get(account.id))?.scopes, expected);
      }
    });

    describe('when another window, during a refresh,', () => {
      let elsewhere: Accounts;
      let account: Account;
      let asking: Promise<Result<string>>;

      /** From now on, changes in one window don't reach the other by themselves. */
      beforeEach(async () => {
        elsewhere = openWindow();
        account = await signedIn(0);
        await storage.arrive();
        await control.fault({ server: 'accounts', delayMs: 100 });
        asking = tokens(account).token(never);
        await until('the refresh was asked for', async () => (await asked()) > 0);
      });

      it('signs out: the account is not brought back', async () => {
        assert.deepEqual(await elsewhere.remove(account.id), account);
        assert.deepEqual(failureOf(await asking), { kind: 'sign-in-needed', why: 'signed-out' });
        await storage.arrive();
        assert.deepEqual([await accounts.all(), await elsewhere.all()], [[], []]);
      });

      it('signs in again: the refresh does not overwrite it, and uses its token', async () => {
        const client = { type: 'self', id: '1000.B', secret: 's' } as const;
        const renewed = sampleAccount({
          ...account,
          credentials: { kind: 'refresh-token', client, refreshToken: '1000.another' },
          access: { token: 'of the new sign-in', endsAt: Date.now() + HOUR },
        });
        await elsewhere.save(renewed);
        assert.deepEqual(await asking, { ok: true, value: 'of the new sign-in' });
        await storage.arrive();
        assert.deepEqual([await accounts.all(), await elsewhere.all()], [[renewed], [renewed]]);
      });

      it('adds scopes: the token has them', async () => {
        const scopes = [...account.scopes, 'ZohoCRM.users.READ'];
        await elsewhere.change(account.id, (now) => ({
          ...now,
          scopes,
          access: { ...now.access, endsAt: 1 },
        }));
        const token = await asking;
        assert.equal(await asked(), 2);
        const kept = await accounts.get(account.id);
        assert.deepEqual(kept?.scopes, scopes);
        assert.deepEqual(token, { ok: true, value: kept.access.token });
      });
    });

    it('does not delay a sign-out, however long Zoho takes', async () => {
      const account = await signedIn(0);
      await control.fault({ server: 'accounts', delayMs: 2000 });
      let refreshed = false;
      const asking = tokens(account)
        .token(never)
        .finally(() => {
          refreshed = true;
        });
      await until('the refresh was asked for', async () => (await asked()) > 0);
      assert.deepEqual(await accounts.remove(account.id), account);
      assert.deepEqual(await accounts.all(), []);
      assert.equal(refreshed, false);
      assert.equal((await asking).ok, false);
    });

    it('stays signed in when the account can’t be read for a while', async () => {
      const account = await signedIn(Date.now() + HOUR);
      const own = storage.window();
      await own.store(`account:${account.id}`, JSON.stringify(account));
      let locked = true;
      const secrets = new RememberedSecrets({
        ...own,
        get: (key) => (locked ? Promise.reject(new Error('locked')) : own.get(key)),
      });
      const source = new AccountTokens(optionsWith(openWindow(secrets)), account.id);
      const unavailable = { ok: false, failure: { kind: 'secrets-unavailable' } };
      assert.deepEqual(await source.token(never), unavailable);
      assert.deepEqual(await source.renew('spent', never), unavailable);
      locked = false;
      assert.deepEqual(await source.token(never), { ok: true, value: 'kept' });
    });

    it('keeps changes made to the account during the refresh', async () => {
      const account = await signedIn(0);
      await control.fault({ server: 'accounts', delayMs: 50 });
      const asking = tokens(account).token(never);
      await until('the refresh was asked for', async () => (await asked()) > 0);
      await accounts.save({ ...account, scopes: ['ZohoCRM.users.READ'] });
      const token = await asking;
      const kept = await accounts.get(account.id);
      assert.deepEqual(kept?.scopes, ['ZohoCRM.users.READ']);
      assert.deepEqual(token, { ok: true, value: kept.access.token });
    });

    it('reports that the account is gone', async () => {
      const account = await signedIn(0);
      await accounts.remove(account.id);
      const needed = { kind: 'sign-in-needed', why: 'signed-out' };
      assert.deepEqual(failureOf(await tokens(account).token(never)), needed);
      assert.equal(await asked(), 0);
    });
  });

  describe('when Zoho issues no tokens for a while', () => {
    it('says for how long, whatever the status, and stays signed in', async () => {
      for (const status of [200, 400]) {
        const account = await signedIn(0);
        await refusing(status, THROTTLED);
        const { accounts: origin } = emulator.servers;
        assert.deepEqual(failureOf(await tokens(account).token(never)), {
          kind: 'token-throttled',
          error: 'Access Denied',
          host: new URL(origin).host,
          retryAfter: 600,
        });
        assert.notEqual(await accounts.get(account.id), undefined);
      }
    });

    it('sends no more requests until then, in any window', async () => {
      const account = await signedIn(0);
      await refusing(400, THROTTLED);
      const own = tokens(account);
      await own.token(never);
      for (const source of [own, tokens(account), tokens(account)]) {
        const failure = failureOf(await source.token(never));
        assert.ok(failure.kind === 'token-throttled');
        const { retryAfter = 0 } = failure;
        assert.ok(retryAfter > 500 && retryAfter <= 600, `${retryAfter}`);
      }
      assert.equal(await asked(), 1);
    });

    it('matches Zoho’s limit: ten tokens in ten minutes', async () => {
      const account = await signedIn(0);
      const source = tokens(account);
      const results: Result<string>[] = [await source.token(never)];
      for (let renewals = 0; renewals < 11; renewals++) {
        const spent = (await accounts.get(account.id))?.access.token ?? '';
        results.push(await source.renew(spent, never));
      }
      assert.deepEqual(
        results.map(({ ok }) => ok),
        [...Array.from({ length: 10 }, () => true), false, false],
      );
      assert.equal(await asked(), 11);
    });

    it('still uses its current token', async () => {
      const account = await signedIn(Date.now() + HOUR, { throttledUntil: Date.now() + MINUTE });
      assert.deepEqual(await tokens(account).token(never), { ok: true, value: 'kept' });
    });

    it('requests a token again after that, and clears the limit', async () => {
      const account = await signedIn(0, { throttledUntil: Date.now() - 1 });
      assert.equal((await tokens(account).token(never)).ok, true);
      assert.equal((await accounts.get(account.id))?.throttledUntil, undefined);
    });

    it('is not held up by a clock that was since set back by a day', async () => {
      const account = await signedIn(0, { throttledUntil: Date.now() + DAY });
      assert.equal((await tokens(account).token(never)).ok, true);
    });
  });

  describe('when a renewal fails temporarily', () => {
    let now: number;

    beforeEach(() => {
      now = 1000;
      options = { ...options, now: () => now };
    });

    const reasons: [what: string, fault: Fault, kind: Failure['kind']][] = [
      [
        'general_error',
        { answer: { status: 200, body: { error: 'general_error' } } },
        'oauth-error',
      ],
      ['another error', { answer: { status: 400, body: { error: 'no_idea' } } }, 'oauth-error'],
      ['an empty object', { answer: { status: 200, body: {} } }, 'answer-unreadable'],
      ['a page', { answer: { status: 200, body: '<html>' } }, 'answer-unreadable'],
      ['401', { answer: { status: 401, body: '' } }, 'answer-unreadable'],
      ['500', { answer: { status: 500, body: '<html>' } }, 'internal-error'],
      ['503', { answer: { status: 503, body: '' } }, 'unavailable'],
      ['429', { answer: { status: 429, body: {} } }, 'too-many-requests'],
      ['a cut connection', { cutBeforeAnswer: true }, 'connection-lost'],
    ];
    for (const [what, fault, kind] of reasons) {
      it(`tells all callers, and sends one request until the pause is over (${what})`, async () => {
        const source = tokens(await signedIn(0));
        await control.fault({ server: 'accounts', ...fault, times: 0 });
        const all = await Promise.all([1, 2, 3].map(() => source.token(never)));
        // A dropped connection may have been retried once.
        const first = await asked();
        assert.ok(first <= (kind === 'connection-lost' ? 2 : 1), `${first}`);
        const later = [await source.token(never), await source.renew('kept', never)];
        for (const result of [...all, ...later]) {
          const failure = failureOf(result);
          assert.ok(failure.kind === 'renewal-failed', failure.kind);
          assert.deepEqual([failure.failure.kind, failure.retryAfter], [kind, 1]);
        }
        assert.equal(await asked(), first);
        now += 1000;
        await source.token(never);
        assert.ok((await asked()) > first);
      });
    }

    it('waits longer each time, up to 30 seconds, and says how long is left', async () => {
      const source = tokens(await signedIn(0));
      await control.fault({ server: 'accounts', times: 0, answer: { status: 500, body: '' } });
      const pauses: number[] = [];
      for (let tries = 1; tries <= 7; tries++) {
        const failure = failureOf(await source.token(never));
        assert.ok(failure.kind === 'renewal-failed');
        pauses.push(failure.retryAfter);
        now += failure.retryAfter * 1000;
      }
      assert.deepEqual(pauses, [1, 2, 4, 8, 16, 30, 30]);
      assert.equal(await asked(), 7);
      await source.token(never);
      now += 12_500;
      const failure = failureOf(await source.token(never));
      assert.ok(failure.kind === 'renewal-failed');
      assert.deepEqual([failure.retryAfter, await asked()], [18, 8]);
    });

    it('waits as long as Zoho asks', async () => {
      const source = tokens(await signedIn(0));
      const headers = { 'retry-after': '7' };
      await control.fault({ server: 'accounts', answer: { status: 429, body: '', headers } });
      const failure = failureOf(await source.token(never));
      assert.ok(failure.kind === 'renewal-failed');
      assert.equal(failure.retryAfter, 7);
    });

    it('starts over after a success', async () => {
      const account = await signedIn(0);
      const source = tokens(account);
      for (const expected of [1, 2]) {
        await refusing(500, '');
        const failure = failureOf(await source.token(never));
        assert.ok(failure.kind === 'renewal-failed');
        assert.equal(failure.retryAfter, expected);
        now += 2000;
      }
      const renewed = await source.token(never);
      assert.ok(renewed.ok);
      await refusing(500, '');
      const failure = failureOf(await source.renew(renewed.value, never));
      assert.ok(failure.kind === 'renewal-failed');
      assert.equal(failure.retryAfter, 1);
    });

    it('keeps the account, and uses a token that another window got meanwhile', async () => {
      const account = await signedIn(0);
      const source = tokens(account);
      await refusing(500, '');
      assert.equal((await source.token(never)).ok, false);
      assert.deepEqual(await accounts.get(account.id), account);
      const access = { token: 'newer', endsAt: Date.now() + HOUR };
      await accounts.save({ ...account, access });
      assert.deepEqual(await source.renew('kept', never), { ok: true, value: 'newer' });
      assert.equal(await asked(), 1);
    });

    it('reports that the account was signed out meanwhile', async () => {
      const account = await signedIn(0);
      const source = tokens(account);
      await refusing(500, '');
      assert.equal(failureOf(await source.token(never)).kind, 'renewal-failed');
      await accounts.remove(account.id);
      const signedOut = { kind: 'sign-in-needed', why: 'signed-out' };
      assert.deepEqual(failureOf(await source.renew('kept', never)), signedOut);
      assert.deepEqual(failureOf(await source.token(never)), signedOut);
    });

    it('uses the rest of a token that was renewed early', async () => {
      const source = tokens(await signedIn(Date.now() + 4 * MINUTE));
      await control.fault({ server: 'accounts', times: 0, answer: { status: 500, body: '' } });
      const kept = { ok: true, value: 'kept' };
      assert.deepEqual([await source.token(never), await source.token(never)], [kept, kept]);
      assert.equal(await asked(), 1);
    });

    it('never returns a token that Zoho has refused', async () => {
      const source = tokens(await signedIn(Date.now() + HOUR));
      await control.fault({ server: 'accounts', times: 0, answer: { status: 500, body: '' } });
      assert.deepEqual(await source.token(never), { ok: true, value: 'kept' });
      assert.equal(failureOf(await source.renew('kept', never)).kind, 'renewal-failed');
      assert.equal(failureOf(await source.token(never)).kind, 'renewal-failed');
      assert.equal(await asked(), 1);
    });
  });

  it('requests no third token within a minute when the second was refused too', async () => {
    let now = 1000;
    options = { ...options, now: () => now };
    const account = await signedIn(Date.now() + HOUR);
    const source = tokens(account);
    const crm = crmWith(source);
    const body = { code: 'NEVER_HEARD_OF', details: {}, message: '', status: 'error' };
    await control.fault({ server: 'api', times: 0, answer: { status: 401, body } });
    const failure = { kind: 'sign-in-needed', why: 'refused', error: 'NEVER_HEARD_OF' };
    for (let times = 0; times < 3; times++) {
      assert.deepEqual(failureOf(await findOrganization(crm, never)), failure);
    }
    assert.equal(await asked(), 1);
    const second = await accounts.get(account.id);
    const renewed = { token: 'of a new sign-in', endsAt: Date.now() + HOUR };
    await accounts.save({ ...account, access: renewed });
    assert.deepEqual(await source.renew(second?.access.token ?? '', never), {
      ok: true,
      value: renewed.token,
    });
    await accounts.save(second ?? account);
    now += MINUTE;
    assert.deepEqual(failureOf(await findOrganization(crm, never)), failure);
    assert.equal(await asked(), 2);
  });

  it('requests a third token when the second was accepted in the end', async () => {
    const source = tokens(await signedIn(Date.now() + HOUR));
    const crm = crmWith(source);
    const body = { code: 'NEVER_HEARD_OF', details: {}, message: '', status: 'error' };
    await control.fault({ server: 'api', times: 2, answer: { status: 401, body } });
    assert.equal((await findOrganization(crm, never)).ok, false);
    assert.equal((await findOrganization(crm, never)).ok, true);
    await control.revokeAccessTokens();
    assert.equal((await findOrganization(crm, never)).ok, true);
    assert.equal(await asked(), 2);
  });

  describe('with a wrong clock', () => {
    for (const [which, days] of [
      ['behind Zoho’s', 1],
      ['ahead of Zoho’s', -1],
    ] as const) {
      it(`by a day, ${which}, refreshes as often as with a correct one`, async () => {
        await control.advanceClock(days * DAY);
        const account = await signedIn(0);
        const first = await findOrganization(crmWith(tokens(account)), never);
        const second = await findOrganization(crmWith(tokens(account)), never);
        assert.deepEqual([first.ok, second.ok], [true, true]);
        assert.equal(await asked(), 1);
      });
    }

    it('set back: renews once when Zoho says that the token has expired', async () => {
      const account = await signedIn(0);
      const source = tokens(account);
      const first = await source.token(never);
      assert.ok(first.ok);
      await accounts.save({
        ...account,
        access: { token: first.value, endsAt: Date.now() + DAY },
      });
      await control.advanceClock(DAY);
      assert.equal((await findOrganization(crmWith(source), never)).ok, true);
      assert.equal((await findOrganization(crmWith(source), never)).ok, true);
      assert.equal(await asked(), 2);
    });

    it('stops renewing when Zoho accepts none of the tokens', async () => {
      const account = await signedIn(0);
      const body = { code: 'INVALID_TOKEN', details: {}, message: '', status: 'error' };
      await control.fault({ server: 'api', times: 0, answer: { status: 401, body } });
      const found = await findOrganization(crmWith(tokens(account)), never);
      assert.deepEqual(failureOf(found), {
        kind: 'sign-in-needed',
        why: 'refused',
        error: 'INVALID_TOKEN',
      });
      assert.equal(await asked(), 2);
    });
  });

  describe('with client credentials', () => {
    async function byCredentials(): Promise<Account> {
      const { clientId: id, clientSecret: secret } = emulator;
      return signedIn(0, {
        credentials: {
          kind: 'client-credentials',
          client: { type: 'self', id, secret },
          organizationId: '808232144',
        },
      });
    }

    it('requests a new token instead of refreshing one', async () => {
      const account = await byCredentials();
      const source = tokens(account);
      const first = await source.token(never);
      assert.ok(first.ok);
      assert.deepEqual(await tokens(account).token(never), first);
      const second = await source.renew(first.value, never);
      assert.ok(second.ok && second.value !== first.value);
      assert.equal(await asked(), 2);
      assert.equal((await findOrganization(crmWith(source), never)).ok, true);
      assert.equal((await control.requests()).at(-1)?.tokenFrom, 'client_credentials');
    });

    it('requires a new sign-in when the client is gone', async () => {
      const account = await byCredentials();
      await refusing(200, { error: 'invalid_client_secret' });
      assert.equal(failureOf(await tokens(account).token(never)).kind, 'sign-in-needed');
    });
  });

  describe('with a pasted access token', () => {
    it('uses it until it expires, since nothing can renew it', async () => {
      const account = await signedIn(Date.now() + MINUTE, {
        credentials: { kind: 'access-token' },
      });
      assert.deepEqual(await tokens(account).token(never), { ok: true, value: 'kept' });
    });

    for (const [what, answered] of [
      ['AUTHENTICATION_FAILURE', { code: 'AUTHENTICATION_FAILURE', status: 'error' }],
      ['a code that nobody knows', { code: 'NEVER_HEARD_OF', status: 'error' }],
      ['a page', '<html>'],
    ] as const) {
      it(`requires a new sign-in when Zoho refuses it with 401 (${what})`, async () => {
        const account = await signedIn(Date.now() + HOUR, {
          credentials: { kind: 'access-token' },
        });
        await control.fault({ server: 'api', times: 0, answer: { status: 401, body: answered } });
        const found = await findOrganization(crmWith(tokens(account)), never);
        assert.deepEqual(failureOf(found), { kind: 'sign-in-needed', why: 'token-ended' });
        assert.equal(await asked(), 0);
      });
    }

    it('requires a new sign-in after that, and when it was revoked', async () => {
      const credentials = { kind: 'access-token' } as const;
      const ended = await signedIn(Date.now() - 1, { credentials });
      const needed = { kind: 'sign-in-needed', why: 'token-ended' };
      assert.deepEqual(failureOf(await tokens(ended).token(never)), needed);
      const refused = await signedIn(Date.now() + HOUR, { credentials });
      assert.deepEqual(failureOf(await tokens(refused).renew('kept', never)), needed);
      assert.equal(await asked(), 0);
    });
  });
});
