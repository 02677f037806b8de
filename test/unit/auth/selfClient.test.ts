import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SignInAsks } from '../../../src/auth/asks.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import { signInWithSelfClient } from '../../../src/auth/selfClient.ts';
import type { Failure } from '../../../src/zoho/failure.ts';
import type { Network } from '../../../src/zoho/network.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { SecretsInMemory } from './secretsInMemory.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

describe('signInWithSelfClient', () => {
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let accounts: Accounts;
  let network: Network;
  let refused: Failure | undefined;

  before(async () => {
    world = await openWorld();
    ({ control, emulator, network } = world);
  });

  after(() => world.close());

  beforeEach(async () => {
    await control.reset();
    accounts = new Accounts(new SecretsInMemory());
    refused = undefined;
  });

  /** A person who gives everything at once, and up at the first refusal. */
  async function asks(cancel = new AbortController()): Promise<SignInAsks> {
    const { servers, clientId: id, clientSecret: secret } = emulator;
    const place = { kind: 'custom', servers, environment: 'production' } as const;
    const answers = { place, client: { id, secret }, code: await control.issueCode() };
    return {
      selfClient: (refusal) => {
        refused = refusal?.failure;
        return Promise.resolve(refusal === undefined ? answers : undefined);
      },
      exchanging: (work) =>
        work(cancel.signal).catch((error: unknown) => {
          assert.ok(cancel.signal.aborted, String(error));
          return undefined;
        }),
    };
  }

  async function revocations(): Promise<number> {
    return (await control.requests()).filter(({ path }) => path.includes('/revoke')).length;
  }

  async function revoked(): Promise<void> {
    for (let tries = 0; (await revocations()) === 0; tries++) {
      assert.ok(tries < 200, 'the token was left at Zoho');
      await sleep(10);
    }
  }

  it('keeps the account, and ends no token', async () => {
    const account = await signInWithSelfClient(accounts, network, await asks());
    assert.deepEqual(await accounts.all(), [account]);
    assert.equal(await revocations(), 0);
  });

  it('ends the token of the same account before', async () => {
    await signInWithSelfClient(accounts, network, await asks());
    await signInWithSelfClient(accounts, network, await asks());
    assert.equal((await accounts.all()).length, 1);
    await revoked();
  });

  it('a cancel behind the exchange leaves no token at Zoho', async () => {
    const cancel = new AbortController();
    await control.fault({ path: '/org', never: true });
    const signingIn = signInWithSelfClient(accounts, network, await asks(cancel));
    while (!(await control.requests()).some(({ path }) => path.includes('/org'))) {
      await sleep(10);
    }
    cancel.abort();
    assert.equal(await signingIn, undefined);
    await revoked();
  });

  it('leaves no token at Zoho whose owner is not told', async () => {
    const body = { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' };
    await control.fault({ path: '/org', answer: { status: 401, body } });
    assert.equal(await signInWithSelfClient(accounts, network, await asks()), undefined);
    assert.equal(refused?.kind, 'scope-missing');
    await revoked();
  });

  it('goes to no server that an answer names, and leaves no token behind', async () => {
    const body = {
      access_token: '1000.x',
      refresh_token: '1000.y',
      api_domain: 'https://www.zohoapis.com.evil.example',
      expires_in: 3600,
    };
    await control.fault({ server: 'accounts', answer: { status: 200, body } });
    assert.equal(await signInWithSelfClient(accounts, network, await asks()), undefined);
    assert.equal(refused?.kind, 'foreign-server');
    await revoked();
  });

  it('takes any error of the accounts server for what it is', async () => {
    const answer = { status: 200, body: { error: 'constructor' } };
    await control.fault({ server: 'accounts', answer });
    assert.equal(await signInWithSelfClient(accounts, network, await asks()), undefined);
    assert.equal(refused?.kind, 'oauth-error');
  });
});
