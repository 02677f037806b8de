import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LeaseTimes } from '../../../src/storage/lease.ts';
import { Leases } from '../../../src/storage/lease.ts';
import { until } from '../until.ts';

/** A living holder is given long enough for a machine that is busy with something else. */
const QUICK: LeaseTimes = { beat: 20, patience: 600, look: 2 };

describe('Leases', () => {
  let root: string;
  let folder: string;
  let count = 0;

  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'leases-'));
  });

  after(() => rm(root, { recursive: true }));

  beforeEach(() => {
    count += 1;
    folder = path.join(root, `${count}`, 'made when needed');
  });

  /** As another window has it. */
  function window(): Leases {
    return new Leases(folder, QUICK);
  }

  async function files(): Promise<string[]> {
    return readdir(folder);
  }

  /** Leaves a file behind, as a holder that was killed. */
  async function killed(content = 'a-dead-one 12.5'): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'refresh.lease'), content);
  }

  /** How many of them did the work at the same time, at most, and who had waited. */
  async function crowd(holders: readonly Leases[]): Promise<{ most: number; waited: boolean[] }> {
    let now = 0;
    let most = 0;
    const waited = await Promise.all(
      holders.map((leases) =>
        leases.hold('refresh', async (hadToWait) => {
          now += 1;
          most = Math.max(most, now);
          await sleep(3);
          now -= 1;
          return hadToWait;
        }),
      ),
    );
    return { most, waited };
  }

  it('lets one holder at a time do what a name stands for', async () => {
    const { most, waited } = await crowd(Array.from({ length: 20 }, window));
    assert.equal(most, 1);
    assert.equal(waited.filter((hadToWait) => !hadToWait).length, 1);
  });

  it('lets one at a time within a window too', async () => {
    const own = window();
    const { most } = await crowd([own, own, own]);
    assert.equal(most, 1);
  });

  it('keeps nobody from what another name stands for', async () => {
    const both = Promise.withResolvers<undefined>();
    const first = window().hold('one', () => both.promise);
    await window().hold('other', () => {
      both.resolve(undefined);
      return both.promise;
    });
    await first;
  });

  it('gives what the work gives, and leaves no file', async () => {
    assert.equal(await window().hold('refresh', () => Promise.resolve('done')), 'done');
    assert.deepEqual(await files(), []);
  });

  it('is free again after work that failed', async () => {
    const work = (): Promise<never> => Promise.reject(new Error('no network'));
    await assert.rejects(window().hold('refresh', work), { message: 'no network' });
    assert.deepEqual(await files(), []);
    assert.equal(await window().hold('refresh', (waited) => Promise.resolve(waited)), false);
  });

  it('waits for a holder that works longer than a dead one is waited for', async () => {
    let working = true;
    const begun = Promise.withResolvers<undefined>();
    const long = window().hold('refresh', async () => {
      begun.resolve(undefined);
      await sleep(QUICK.patience * 2);
      working = false;
    });
    await begun.promise;
    const found = await window().hold('refresh', (waited) => Promise.resolve([waited, working]));
    assert.deepEqual(found, [true, false]);
    await long;
  });

  it('is waited for no longer than the signal lets', async () => {
    const held = Promise.withResolvers<undefined>();
    const holder = window().hold('refresh', () => held.promise);
    await until('it is held', async () => (await files().catch(() => [])).length > 0);
    const givingUp = new AbortController();
    const work = (): Promise<never> => Promise.reject(new Error('the work was done'));
    const waiting = window().hold('refresh', work, givingUp.signal);
    givingUp.abort(new Error('given up'));
    await assert.rejects(waiting, /given up/);
    held.resolve(undefined);
    await holder;
    assert.deepEqual(await files(), []);
  });

  it('is taken over from a holder that says nothing any more', async () => {
    await killed();
    assert.equal(await window().hold('refresh', (waited) => Promise.resolve(waited)), true);
    assert.deepEqual(await files(), []);
  });

  it('is taken over from one that was killed before it had written a word', async () => {
    await killed('');
    assert.equal(await window().hold('refresh', (waited) => Promise.resolve(waited)), true);
  });

  it('is taken over although one who did so before was killed at it', async () => {
    await killed();
    await writeFile(path.join(folder, 'refresh.lease.remove'), 'another dead one');
    assert.equal(await window().hold('refresh', (waited) => Promise.resolve(waited)), true);
    assert.deepEqual(await files(), []);
  });

  it('is taken over by one of many who wait, and the others by turns after that', async () => {
    for (let round = 0; round < 3; round++) {
      await killed();
      const { most, waited } = await crowd(Array.from({ length: 12 }, window));
      assert.deepEqual([most, new Set(waited)], [1, new Set([true])]);
      assert.deepEqual(await files(), []);
    }
  });

  it('stays with whoever took it over when the one before wakes up again', async () => {
    const file = path.join(folder, 'refresh.lease');
    const asleep = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const woken = new Leases(folder, { ...QUICK, beat: 3_600_000 }).hold('refresh', () => {
      begun.resolve(undefined);
      return asleep.promise;
    });
    await begun.promise;
    await window().hold('refresh', async () => {
      asleep.resolve(undefined);
      await woken;
      assert.notEqual(await readFile(file, 'utf8'), '');
    });
    assert.deepEqual(await files(), []);
  });

  it('is done without where the folder cannot be made', async () => {
    await mkdir(path.dirname(folder), { recursive: true });
    await writeFile(folder, 'a file in its place');
    assert.equal(await window().hold('refresh', (waited) => Promise.resolve(waited)), false);
  });

  it('tells a failure of the work from one of the folder: the work is done once', async () => {
    let times = 0;
    const work = (): Promise<never> => {
      times += 1;
      return Promise.reject(new Error('no network'));
    };
    await mkdir(path.dirname(folder), { recursive: true });
    await writeFile(folder, 'a file in its place');
    await assert.rejects(window().hold('refresh', work), { message: 'no network' });
    assert.equal(times, 1);
  });
});
