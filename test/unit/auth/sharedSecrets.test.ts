import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Secrets } from '../../../src/auth/secrets.ts';
import { SecretStorageError } from '../../../src/auth/secrets.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import type { LeaseTimes } from '../../../src/storage/lease.ts';
import { Leases } from '../../../src/storage/leases.ts';
import type { Clock } from '../../../src/async/clock.ts';
import { SecretsOfWindows } from './secretsOfWindows.ts';

/** A living holder gets enough time, even on a busy machine. */
const QUICK: LeaseTimes = { heartbeat: 20, timeout: 600, pollInterval: 2 };

const KEY = 'account:1';

describe('SharedSecrets', () => {
  let root: string;
  let folder: string;
  let count = 0;
  let storage: SecretsOfWindows;
  /** Checks for changes from other windows. */
  let looks: number;
  /** Changes reach the other windows after this many checks. */
  let arrivesAfter: number;
  let clock: Clock;

  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'shared-'));
  });

  after(() => rm(root, { recursive: true }));

  beforeEach(() => {
    count += 1;
    folder = path.join(root, `${count}`);
    storage = new SecretsOfWindows();
    looks = 0;
    arrivesAfter = 1;
    clock = {
      sleep: async () => {
        looks += 1;
        if (looks >= arrivesAfter) {
          await storage.arrive();
        }
      },
      random: () => 0.5,
    };
  });

  function window(secrets: Secrets = storage.window(), times = QUICK): SharedSecrets {
    return new SharedSecrets(secrets, new Leases(folder, times), clock);
  }

  const more = (now = ''): string => `${now}+`;

  it('returns the old value of a secret and the new one', async () => {
    const own = window();
    assert.deepEqual(await own.change(KEY, more), { before: undefined, after: '+' });
    assert.deepEqual(await own.change(KEY, more), { before: '+', after: '++' });
    assert.deepEqual(await own.change(KEY, () => undefined), { before: '++', after: undefined });
    assert.deepEqual([await own.get(KEY), await own.keys()], [undefined, []]);
    assert.equal(looks, 0);
  });

  it('applies a change on top of another window’s, even before that one arrives', async () => {
    const [one, other] = [window(), window()];
    arrivesAfter = 3;
    await one.change(KEY, more);
    assert.equal(await other.get(KEY), undefined);
    assert.deepEqual(await other.change(KEY, more), { before: '+', after: '++' });
    assert.equal(looks, 3);
  });

  it('does not bring back what another window has deleted, even before that arrives', async () => {
    const [one, other] = [window(), window()];
    await one.change(KEY, more);
    await storage.arrive();
    await one.change(KEY, () => undefined);
    assert.equal(await other.get(KEY), '+');
    const ifThere = (now: string | undefined): string | undefined => now && more(now);
    assert.deepEqual(await other.change(KEY, ifThere), { before: undefined, after: undefined });
    assert.deepEqual([await one.get(KEY), await other.get(KEY)], [undefined, undefined]);
  });

  it('loses no change when many windows change it at the same time', async () => {
    const windows = Array.from({ length: 4 }, () => window());
    await Promise.all(windows.flatMap((own) => [1, 2, 3].map(() => own.change(KEY, more))));
    await storage.arrive();
    assert.deepEqual(
      await Promise.all(windows.map((own) => own.get(KEY))),
      windows.map(() => '+'.repeat(12)),
    );
  });

  it('waits for nothing when no other window has changed anything', async () => {
    const [one, other] = [window(), window()];
    await one.change(KEY, more);
    await storage.arrive();
    await other.change(KEY, (now) => now);
    await one.change('account:2', more);
    await one.change(KEY, more);
    assert.equal(looks, 0);
  });

  it('uses its own value when another window’s never arrives', async () => {
    const [one, other] = [window(), window()];
    arrivesAfter = Infinity;
    await one.change(KEY, more);
    assert.deepEqual(await other.change(KEY, more), { before: undefined, after: '+' });
    assert.ok(looks > 0 && looks < 100, `${looks}`);
  });

  it('starts over after sleeping so long that another window took over', async () => {
    const own = storage.window();
    const begun = Promise.withResolvers<undefined>();
    const asleep = Promise.withResolvers<undefined>();
    let slept = false;
    const sleeper: Secrets = {
      ...own,
      get: async (key) => {
        const text = await own.get(key);
        if (!slept) {
          slept = true;
          begun.resolve(undefined);
          await asleep.promise;
        }
        return text;
      },
    };
    const late = window(sleeper, { ...QUICK, heartbeat: 3_600_000 }).change(
      KEY,
      (now = '') => `${now}B`,
    );
    await begun.promise;
    await window().change(KEY, (now = '') => `${now}A`);
    asleep.resolve(undefined);
    assert.deepEqual(await late, { before: 'A', after: 'AB' });
  });

  describe('with a storage that fails', () => {
    const unavailable = (): Promise<never> => Promise.reject(new SecretStorageError('locked'));

    it('changes nothing that can’t be read', async () => {
      const own = storage.window();
      await own.store(KEY, 'kept');
      const blind = window({ ...own, get: unavailable });
      await assert.rejects(
        blind.change(KEY, () => 'other'),
        SecretStorageError,
      );
      assert.equal(await own.get(KEY), 'kept');
    });

    it('treats it as empty for changes that are allowed anyway', async () => {
      const own = storage.window();
      await own.store(KEY, 'old');
      const blind = window({ ...own, get: unavailable });
      assert.deepEqual(await blind.changeAnyway(KEY, more), { before: undefined, after: '+' });
      assert.equal(await own.get(KEY), '+');
    });

    it('makes nobody wait for a deletion that failed', async () => {
      const own = storage.window();
      await window(own).change(KEY, more);
      await assert.rejects(
        window({ ...own, delete: unavailable }).change(KEY, () => undefined),
        SecretStorageError,
      );
      await window(own).change(KEY, more);
      assert.deepEqual([await own.get(KEY), looks], ['++', 0]);
    });
  });

  it('works without leases when their folder can’t be created', async () => {
    await writeFile(folder, 'a file in its place');
    assert.deepEqual(await window().change(KEY, more), { before: undefined, after: '+' });
  });
});
