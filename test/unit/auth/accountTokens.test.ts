import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { accountId } from '../../../src/auth/account.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import type { Network } from '../../../src/zoho/network.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { SecretsInMemory } from './secretsInMemory.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

const HOUR = 3_600_000;

describe('AccountTokens', () => {
  const never = new AbortController().signal;
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let accounts: Accounts;
  let network: Network;

  before(async () => {
    world = await openWorld();
    ({ control, emulator, network } = world);
  });

  after(() => world.close());

  beforeEach(async () => {
    await control.reset();
    accounts = new Accounts(new SecretsInMemory());
  });

  async function signedIn(endsAt: number, more: Partial<Account> = {}): Promise<Account> {
    const { servers, clientId, clientSecret, refreshToken } = emulator;
    const parts: Omit<Account, 'id'> = {
      place: { kind: 'custom', servers, environment: 'production' },
      organisation: { id: '1', name: 'Northwind Traders' },
      user: { id: '1', name: 'Ada', email: 'ada@example.com' },
      client: { id: clientId, secret: clientSecret },
      refreshToken,
      access: { token: 'kept', endsAt },
      ...more,
    };
    const account = { id: accountId(parts), ...parts };
    await accounts.save(account);
    return account;
  }

  function tokens({ id }: Account): AccountTokens {
    return new AccountTokens(accounts, network, id);
  }

  async function refreshes(): Promise<number> {
    return (await control.requests()).filter(({ path }) => path.startsWith('/oauth/')).length;
  }

  it('reuses a token until five minutes before its end', async () => {
    const account = await signedIn(Date.now() + HOUR);
    assert.deepEqual(await tokens(account).token(never), { ok: true, value: 'kept' });
    assert.equal(await refreshes(), 0);
    const late = await signedIn(Date.now() + 4 * 60_000);
    const renewed = await tokens(late).token(never);
    assert.ok(renewed.ok && renewed.value !== 'kept');
    assert.equal(await refreshes(), 1);
  });

  it('keeps the new token for the next time and for other windows', async () => {
    const account = await signedIn(0);
    const first = await tokens(account).token(never);
    const second = await tokens(account).token(never);
    assert.deepEqual(second, first);
    assert.equal(await refreshes(), 1);
  });

  it('refreshes once for all who wait', async () => {
    const shared = tokens(await signedIn(0));
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => shared.token(never)));
    assert.equal(new Set(all.map((result) => result.ok && result.value)).size, 1);
    assert.equal(await refreshes(), 1);
  });

  it('does not refresh again for one who read the old token before a refresh ended', async () => {
    const account = await signedIn(0);
    const shared = tokens(account);
    const read = accounts.get.bind(accounts);
    const late = Promise.withResolvers<undefined>();
    // The first reading is slow: it gives what was there before the other's refresh.
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
    assert.equal(await refreshes(), 1);
  });

  it('a cancel ends one who waits and leaves the refresh to the others', async () => {
    const shared = tokens(await signedIn(0));
    await control.fault({ server: 'accounts', delayMs: 50 });
    const cancel = new AbortController();
    const cancelled = shared.token(cancel.signal);
    const other = shared.token(never);
    cancel.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    assert.equal((await other).ok, true);
  });

  it('takes the token that another window has got meanwhile', async () => {
    const account = await signedIn(Date.now() + HOUR, {
      access: { token: 'newer', endsAt: Date.now() + HOUR },
    });
    assert.deepEqual(await tokens(account).renew('spent', never), { ok: true, value: 'newer' });
    assert.equal(await refreshes(), 0);
  });

  it('asks for a new sign-in when the refresh token is refused', async () => {
    const account = await signedIn(0);
    await control.revokeRefreshTokens();
    const result = await tokens(account).token(never);
    assert.deepEqual(result, {
      ok: false,
      failure: { kind: 'sign-in-needed', error: 'invalid_code' },
    });
  });

  it('is not signed out by a throttle, which comes with either status', async () => {
    for (const status of [200, 400]) {
      const body = { error: 'Access Denied', error_description: 'too many requests' };
      await control.fault({ server: 'accounts', answer: { status, body } });
      const account = await signedIn(0);
      const result = await tokens(account).token(never);
      assert.equal(result.ok ? 'ok' : result.failure.kind, 'token-throttled');
      assert.notEqual(await accounts.get(account.id), undefined);
    }
  });

  it('does not take a token whose answer names a foreign server', async () => {
    const account = await signedIn(0);
    const body = {
      access_token: '1000.x',
      api_domain: 'https://www.zohoapis.com.evil.example',
      token_type: 'Bearer',
      expires_in: 3600,
    };
    await control.fault({ server: 'accounts', answer: { status: 200, body } });
    const result = await tokens(account).token(never);
    assert.equal(result.ok ? 'ok' : result.failure.kind, 'foreign-server');
    assert.equal((await accounts.get(account.id))?.access.token, 'kept');
  });

  it('does not bring back an account that was signed out during the refresh', async () => {
    const account = await signedIn(0);
    const asking = tokens(account).token(never);
    await accounts.remove(account.id);
    await asking;
    assert.deepEqual(await accounts.all(), []);
  });

  it('says so when the account is gone', async () => {
    const account = await signedIn(0);
    await accounts.remove(account.id);
    const result = await tokens(account).token(never);
    assert.equal(result.ok ? 'ok' : result.failure.kind, 'sign-in-needed');
  });
});
