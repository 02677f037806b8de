import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdir, mkdtemp, open, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LeaseTimes } from '../../../src/storage/lease.ts';
import { Leases } from '../../../src/storage/leases.ts';
import { Scanner } from '../../scanner.ts';
import '../../windowsFiles.ts';
import { until } from '../until.ts';

/** Long enough for a living holder on a busy machine: waiters in its process are as slow. */
const QUICK: LeaseTimes = { heartbeat: 20, timeout: 300, pollInterval: 2 };

/** For holders in their own processes, each of which may be slow. */
const APART: LeaseTimes = { ...QUICK, timeout: 600 };

/** For leases without a living holder. */
const SHORT: LeaseTimes = { ...QUICK, timeout: 60 };

const WORKER = path.join(import.meta.dirname, 'leaseWorker.ts');

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

  /** Like another window's. */
  function window(times = QUICK): Leases {
    return new Leases(folder, times);
  }

  async function files(): Promise<string[]> {
    return readdir(folder);
  }

  /** Leaves a file like a killed holder. */
  async function killed(content = 'a-dead-one 12.5'): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'refresh.lease'), content);
  }

  /** The highest number that worked at the same time. */
  async function crowd(holders: readonly Leases[]): Promise<number> {
    let now = 0;
    let most = 0;
    await Promise.all(
      holders.map((leases) =>
        leases.hold('refresh', async () => {
          now += 1;
          most = Math.max(most, now);
          await sleep(3);
          now -= 1;
        }),
      ),
    );
    return most;
  }

  /** Whether it was acquired, and not just skipped. */
  async function isTaken(leases = window()): Promise<boolean> {
    return leases.hold('refresh', async () =>
      // Work without a lease may have no folder.
      (await files().catch((): string[] => [])).includes('refresh.lease'),
    );
  }

  it('deletes old leftover files whose names start with the prefix', async () => {
    const leases = new Leases(folder, QUICK);
    const leave = (name: string): Promise<void> => leases.hold(name, (lease) => lease.leave('x'));
    for (const name of ['record-old', 'record-new', 'secret-old']) {
      await leave(name);
    }
    for (const name of ['record-old', 'secret-old']) {
      await utimes(path.join(folder, `${name}.note`), new Date(), new Date(Date.now() - 10_000));
    }
    await leases.deleteNotes('record-', 5000);
    const left = (name: string): Promise<string | undefined> =>
      leases.hold(name, (lease) => lease.note());
    assert.equal(await left('record-old'), undefined);
    assert.equal(await left('record-new'), 'x');
    assert.equal(await left('secret-old'), 'x');
    await new Leases(path.join(folder, 'none'), QUICK).deleteNotes('record-', 0);
  });

  it('lets one holder at a time work under a name', async () => {
    assert.equal(await crowd(Array.from({ length: 20 }, window)), 1);
  });

  it('lets one holder at a time work within a window too', async () => {
    const own = window();
    assert.equal(await crowd([own, own, own]), 1);
  });

  it('blocks no other name', async () => {
    const both = Promise.withResolvers<undefined>();
    const first = window().hold('one', () => both.promise);
    await window().hold('other', () => {
      both.resolve(undefined);
      return both.promise;
    });
    await first;
  });

  it('returns the result of the work, and leaves no file', async () => {
    assert.equal(await window().hold('refresh', () => Promise.resolve('done')), 'done');
    assert.deepEqual(await files(), []);
  });

  it('is free again after the work failed', async () => {
    const work = (): Promise<never> => Promise.reject(new Error('no network'));
    await assert.rejects(window().hold('refresh', work), { message: 'no network' });
    assert.deepEqual(await files(), []);
    assert.equal(await isTaken(), true);
  });

  it('waits for a living holder longer than for a dead one', async () => {
    let working = true;
    const begun = Promise.withResolvers<undefined>();
    const long = window().hold('refresh', async () => {
      begun.resolve(undefined);
      await sleep(QUICK.timeout * 2);
      working = false;
    });
    await begun.promise;
    assert.equal(await window().hold('refresh', () => Promise.resolve(working)), false);
    await long;
  });

  it('is waited for only until the signal aborts', async () => {
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

  it('is taken over from a holder that no longer reports', async () => {
    await killed();
    assert.equal(await isTaken(window(SHORT)), true);
    assert.deepEqual(await files(), []);
  });

  it('is taken over from one that was killed before it had written anything', async () => {
    await killed('');
    assert.equal(await isTaken(window(SHORT)), true);
  });

  it('is taken over even if an earlier process was killed while taking it over', async () => {
    await killed();
    await writeFile(path.join(folder, 'refresh.lease.remove'), 'another dead one');
    assert.equal(await isTaken(window(SHORT)), true);
    assert.deepEqual(await files(), []);
  });

  it('is taken over by one of many waiters, and then by the others in turn', async () => {
    for (let round = 0; round < 3; round++) {
      await killed();
      assert.equal(await crowd(Array.from({ length: 12 }, window)), 1);
      assert.deepEqual(await files(), []);
    }
  });

  it('stays with the new holder when the old one wakes up', async () => {
    const file = path.join(folder, 'refresh.lease');
    const asleep = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const woken = new Leases(folder, { ...QUICK, heartbeat: 3_600_000 }).hold(
      'refresh',
      async (lease) => {
        assert.equal(await lease.isHeld(), true);
        begun.resolve(undefined);
        await asleep.promise;
        return lease.isHeld();
      },
    );
    await begun.promise;
    await window().hold('refresh', async (lease) => {
      asleep.resolve(undefined);
      assert.equal(await woken, false);
      assert.equal(await lease.isHeld(), true);
      assert.notEqual(await readFile(file, 'utf8'), '');
    });
    assert.deepEqual(await files(), []);
  });

  it('creates its folder again if that is gone', async () => {
    const leases = window();
    assert.equal(await isTaken(leases), true);
    await rm(folder, { recursive: true });
    assert.equal(await isTaken(leases), true);
    assert.deepEqual(await files(), []);
  });

  it('is in doubt after its holder stopped reporting, and then goes to another one', async () => {
    const file = path.join(folder, 'refresh.lease');
    const times = { ...QUICK, beat: 3_600_000 };
    await new Leases(folder, times).hold('refresh', async (lease) => {
      await writeFile(file, 'another one');
      assert.equal(await lease.isHeld(), true);
      await until('it is in doubt', async () => !(await lease.isHeld()));
    });
    assert.equal(await readFile(file, 'utf8'), 'another one');
  });

  it('is skipped if the folder can’t be created', async () => {
    await mkdir(path.dirname(folder), { recursive: true });
    await writeFile(folder, 'a file in its place');
    assert.equal(await window().hold('refresh', (lease) => lease.isHeld()), true);
  });

  it('distinguishes errors of the work from errors of the folder: the work is done once', async () => {
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

  it('passes a note on to the next holder, even in another window', async () => {
    const read = (leases: Leases, name = 'refresh'): Promise<string | undefined> =>
      leases.hold(name, (lease) => lease.note());
    assert.equal(await read(window()), undefined);
    await window().hold('refresh', (lease) => lease.leave('first'));
    await window().hold('refresh', (lease) => lease.leave('second'));
    assert.deepEqual([await read(window()), await read(window())], ['second', 'second']);
    assert.equal(await read(window(), 'other'), undefined);
    assert.deepEqual(await files(), ['refresh.note']);
  });

  describe('when the file system refuses', () => {
    /** Refuses a name `times` times, like Windows while its file is being removed. */
    function refusing(code: string, times: number): { leases: Leases; refused: () => number } {
      let refused = 0;
      const leases = new Leases(folder, QUICK, (...given) => {
        if (refused < times) {
          refused += 1;
          return Promise.reject(Object.assign(new Error(code), { code }));
        }
        return open(...given);
      });
      return { leases, refused: () => refused };
    }

    for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
      it(`retries, since another process may be removing the file (${code})`, async () => {
        assert.equal(await isTaken(refusing(code, 3).leases), true);
        assert.deepEqual(await files(), []);
      });

      it(`works without the lease if that continues (${code})`, async () => {
        const { leases, refused } = refusing(code, Infinity);
        assert.equal(await isTaken(leases), false);
        assert.ok(refused() < 50, `${refused()}`);
      });
    }

    it('releases it even if the removal is refused at first', async ({ mock }) => {
      let released = false;
      let refusals = 2;
      const leases = new Leases(folder, QUICK, (...given) => {
        if (released && refusals > 0) {
          refusals -= 1;
          return Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
        }
        return open(...given);
      });
      await leases.hold('refresh', () => {
        // By now another process could have it, so the removal must check.
        const later = performance.now() + QUICK.timeout;
        mock.method(performance, 'now', () => later);
        released = true;
        return Promise.resolve();
      });
      assert.deepEqual([refusals, await files()], [0, []]);
    });

    it('leaves no empty file when the disk is full', async () => {
      const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      const leases = new Leases(folder, QUICK, async (...given) => {
        const handle = await open(...given);
        handle.writeFile = () => Promise.reject(full);
        return handle;
      });
      assert.equal(await isTaken(leases), false);
      assert.deepEqual(await files(), []);
    });
  });

  describe('when other programs open new files', () => {
    let scanner: Scanner;

    beforeEach(() => {
      scanner = new Scanner(root);
    });

    afterEach(() => {
      scanner.close();
    });

    it('is held by one at a time, and leaves nothing', async () => {
      assert.equal(await crowd(Array.from({ length: 8 }, window)), 1);
      assert.deepEqual(await files(), []);
      assert.ok(scanner.count > 8, `${scanner.count}`);
    });

    it('is taken over from a holder that no longer reports', async () => {
      await killed();
      assert.equal(await isTaken(window(SHORT)), true);
      assert.deepEqual(await files(), []);
    });

    it('passes every note on', async () => {
      const given: (string | undefined)[] = [];
      for (let n = 0; n < 5; n++) {
        await window().hold('refresh', async (lease) => {
          given.push(await lease.note());
          await lease.leave(String(n));
        });
      }
      assert.deepEqual(given, [undefined, '0', '1', '2', '3']);
    });

    it('is still held while its file is open elsewhere', async () => {
      const file = path.join(folder, 'refresh.lease');
      await new Leases(folder, { ...QUICK, heartbeat: 3_600_000 }).hold(
        'refresh',
        async (lease) => {
          await sleep(QUICK.timeout / 2);
          scanner.look(file, 3);
          assert.equal(await lease.isHeld(), true);
        },
      );
      await window().hold('refresh', async () => {
        scanner.look(file, 3);
        assert.equal(await new Leases(folder, QUICK).isHeld('refresh'), true);
      });
    });
  });

  describe('on a machine that slept', { skip: process.platform === 'win32' }, () => {
    let processes: ChildProcess[];

    beforeEach(() => {
      processes = [];
    });

    afterEach(async () => {
      for (const one of processes) {
        one.kill('SIGKILL');
        await once(one, 'exit');
      }
    });

    function openWindow(): ChildProcess {
      const opened = fork(WORKER, [folder, JSON.stringify(APART)]);
      processes.push(opened);
      return opened;
    }

    async function said(window: ChildProcess, what: string): Promise<void> {
      for await (const [message] of on(window, 'message')) {
        if (message === what) {
          return;
        }
      }
    }

    it('is not taken from a holder that wakes up slightly later than the waiter', async () => {
      const holder = openWindow();
      await said(holder, 'has it');
      const waiter = openWindow();
      let taken = false;
      const hasIt = said(waiter, 'has it').then(() => {
        taken = true;
      });
      await said(waiter, 'waits');
      holder.kill('SIGSTOP');
      waiter.kill('SIGSTOP');
      await sleep(APART.timeout * 2);
      waiter.kill('SIGCONT');
      await sleep(APART.timeout / 4);
      assert.equal(taken, false);
      holder.kill('SIGCONT');
      await sleep(APART.timeout * 2);
      assert.equal(taken, false);
      holder.send('go on');
      await hasIt;
    });
  });
});
