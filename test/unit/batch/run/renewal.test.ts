import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../../src/auth/account.ts';
import { NO_POLICY } from '../../policy/policyInTest.ts';
import { Accounts } from '../../../../src/auth/accounts.ts';
import { AccountTokens } from '../../../../src/auth/accountTokens.ts';
import type { RunActivity } from '../../../../src/batch/run/progress.ts';
import type { UndoProgress } from '../../../../src/batch/run/undoBatch.ts';
import type { Failure } from '../../../../src/zoho/failure.ts';
import type { Profile } from '../../../emulator/emulator.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { alone } from '../../auth/alone.ts';
import { SecretsInMemory } from '../../auth/secretsInMemory.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

const PROFILES: readonly Profile[] = ['seed', 'newest', 'worst'];

describe('a run whose access token cannot be renewed for now', () => {
  const batch = runInTest();
  let now: number;
  let activities: RunActivity[];

  beforeEach(() => {
    now = 0;
    activities = [];
  });

  /** A CRM whose account has a token that has ended, or one that Zoho does not take any more. */
  async function crmOf(endsAt: number): Promise<Crm> {
    const { network, emulator } = batch.world;
    const { servers, clientId: id, clientSecret: secret, refreshToken } = emulator;
    const account: Account = sampleAccount({
      place: { kind: 'custom', servers, environment: 'production' },
      credentials: { kind: 'refresh-token', client: { type: 'self', id, secret }, refreshToken },
      access: { token: '1000.spent', endsAt },
    });
    const accounts = new Accounts(new SecretsInMemory());
    await accounts.save(account);
    const options = { policy: NO_POLICY, accounts, network, leases: alone, now: () => now };
    return new Crm(network, servers, new AccountTokens(options, account.id));
  }

  /** Time passes while the run sleeps. */
  const clock = {
    sleep: (milliseconds: number): Promise<void> => {
      now += milliseconds;
      return Promise.resolve();
    },
    random: () => 0.5,
  };

  function runs(): ReturnType<typeof batch.run> {
    return batch.run({
      clock,
      observer: {
        onProgress: ({ activity }) => activities.push(activity),
        onStanding: () => undefined,
        onBug: (error) => batch.window.bugs.push(error),
      },
    });
  }

  /** Of the requests for a token: how many there were. */
  async function renewals(): Promise<number> {
    const requests = await batch.world.control.requests();
    return requests.filter(({ server }) => server === 'accounts').length;
  }

  function waitedFor(): string[] {
    const waits = activities.flatMap((activity) =>
      activity.kind === 'waiting' && activity.failure.kind === 'renewal-failed'
        ? [activity.failure.failure.kind]
        : [],
    );
    return [...new Set(waits)];
  }

  for (const profile of PROFILES) {
    for (const [what, endsAt] of [
      ['has ended', 0],
      ['is taken no more', Infinity],
    ] as const) {
      it(`three times: waits, and stores every picture (${profile}; the token ${what})`, async () => {
        await batch.reset(profile);
        batch.crm = await crmOf(Math.min(endsAt, Date.now() + 3_600_000));
        await batch.world.control.failRenewals(3);
        const end = await runs();
        assert.deepEqual(kinds(end), {
          [profile === 'worst' ? 'awaiting-approval' : 'done']: COUNT,
        });
        assert.equal(await renewals(), 4);
        assert.deepEqual(waitedFor(), ['oauth-error']);
        assert.deepEqual(batch.window.asked, []);
      });
    }
  }

  it('three times: an undo of it all waits as well, and brings back every photo', async () => {
    const old = await batch.putOld();
    const id = await batch.create();
    await batch.resume(id);
    batch.crm = await crmOf(0);
    await batch.world.control.failRenewals(3);
    const waits = new Set<Failure['kind']>();
    const onProgress = ({ waitsFor }: UndoProgress): void => {
      if (waitsFor !== undefined) {
        waits.add(waitsFor.kind);
      }
    };
    const undone = await batch.undoAll(id, batch.crm, { clock, onProgress });
    assert.deepEqual(new Set(undone.map(({ became }) => became.kind)), new Set(['done']));
    assert.equal(await renewals(), 4);
    assert.deepEqual([...waits], ['renewal-failed']);
    for (const n of batch.products.planned.keys()) {
      assert.equal(await batch.stored(n), old);
    }
  });

  it('for good: gives up in the end, having asked a few times for all pictures', async () => {
    batch.crm = await crmOf(0);
    await batch.world.control.failRenewals(0);
    const end = await runs();
    assert.deepEqual(kinds(end), { failed: COUNT });
    assert.ok((await renewals()) <= 15, `${await renewals()}`);
    assert.deepEqual(batch.window.asked, []);
  });

  it('and whose new token is refused as well asks once, for all pictures', async () => {
    batch.crm = await crmOf(Date.now() + 3_600_000);
    const body = { code: 'NEVER_HEARD_OF', details: {}, message: '', status: 'error' };
    await batch.world.control.fault({ server: 'api', times: 0, answer: { status: 401, body } });
    const end = await runs();
    assert.deepEqual(kinds(end), { failed: COUNT });
    assert.deepEqual(batch.window.asked, ['sign-in-needed']);
    assert.equal(await renewals(), 1);
  });
});
