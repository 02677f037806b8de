import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Picture } from '../../../../src/image/picture.ts';
import { pictureInMemory } from '../../../../src/image/picture.ts';
import type { WriteTo } from '../../../../src/storage/appendFile.ts';
import type { BatchEnd, BatchOptions, BatchRun } from '../../../../src/upload/batch/batchRun.ts';
import type { Journal } from '../../../../src/upload/batch/journal.ts';
import { changesOf } from '../../../../src/upload/batch/journal.ts';
import type { Leases } from '../../../../src/storage/lease.ts';
import { LastUploads } from '../../../../src/upload/batch/lastUploads.ts';
import type { Planned } from '../../../../src/upload/batch/planned.ts';
import type { RunProgress } from '../../../../src/upload/batch/progress.ts';
import type { UndoBatchOptions, UndoneItem } from '../../../../src/upload/batch/undoBatch.ts';
import { undoBatch } from '../../../../src/upload/batch/undoBatch.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import type { Result } from '../../../../src/zoho/failure.ts';
import { failed, success } from '../../../../src/zoho/failure.ts';
import type { RecordKey } from '../../../../src/zoho/photo.ts';
import { EmulatorControl } from '../../../emulator/control.ts';
import { startEmulator } from '../../../emulator/emulator.ts';
import type { Profile } from '../../../emulator/emulator.ts';
import type { Switches } from '../../../emulator/profile.ts';
import { jpeg } from '../../../pictures.ts';
import { until } from '../../until.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import { ACCOUNT, newFolder, Window } from './batchInTest.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogue, sha256 } from './catalogue.ts';
import { assertStored } from './faults.ts';

const COUNT = 12;
const LOCKED = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };
const DAY = 24 * 60 * 60_000;
const USED_UP = { code: 'LIMIT_EXCEEDED', details: {}, message: '', status: 'error' };
const TOO_MANY = { code: 'TOO_MANY_REQUESTS', details: {}, message: '', status: 'error' };

describe('a run of many pictures', () => {
  let world: World;
  let crm: Crm;
  let window: Window;
  let folder: string;
  let close: () => Promise<void>;
  let products: Catalogue;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    ({ folder, close } = await newFolder());
    await reset('seed');
    window = new Window(folder);
  });

  afterEach(async () => {
    assert.deepEqual(window.bugs, []);
    await products.close();
    await close();
  });

  async function reset(profile: Profile, switches: Partial<Switches> = {}): Promise<void> {
    await world.control.reset({ profile, switches });
    products = await catalogue(world.control, COUNT);
    const token = await world.control.issueAccessToken();
    crm = crmWith(() => success(token));
  }

  function crmWith(give: () => Result<string>): Crm {
    const token = (): Promise<Result<string>> => Promise.resolve(give());
    return new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  async function run({
    onlyChanged = false,
    ...more
  }: Parameters<Window['goOn']>[3] & { onlyChanged?: boolean } = {}): Promise<BatchEnd> {
    const end = await window.goOn(
      await window.create(products.planned, { onlyChanged }),
      crm,
      products.planned,
      more,
    );
    assert.ok(typeof end === 'object');
    return end;
  }

  function kinds({ results }: BatchEnd): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { outcome } of results) {
      counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
    }
    return counts;
  }

  function key(n: number): RecordKey {
    const found = products.planned[n]?.key;
    assert.ok(found !== undefined);
    return found;
  }

  function pictureOf(n: number): Picture {
    const picture = products.planned[n]?.picture;
    assert.ok(picture !== undefined);
    return picture;
  }

  async function stored(n: number): Promise<string | undefined> {
    return (await world.control.photo(key(n).module, key(n).id))?.sha256;
  }

  async function posts(): Promise<number> {
    return (await world.control.requests()).filter(({ method }) => method === 'POST').length;
  }

  async function putOld(): Promise<string> {
    const old = await jpeg({ width: 8, height: 8 });
    for (const { key } of products.planned) {
      await world.control.putPhoto(key.module, key.id, old);
    }
    return sha256(old);
  }

  async function undoAll(
    id: string,
    through = crm,
    more: Partial<Pick<UndoBatchOptions, 'atOnce' | 'onProgress' | 'signal'>> = {},
  ): Promise<UndoneItem[]> {
    const options = await window.options(products.planned);
    const undone = await window.runs.own(id, (journal) =>
      undoBatch(through, journal, {
        ...options,
        onProgress: () => undefined,
        onBug: (error) => window.bugs.push(error),
        ...more,
      }),
    );
    assert.ok(typeof undone === 'object');
    return undone;
  }

  it('gives each record its picture, for little more than a request each', async () => {
    const end = await run();
    await assertStored(world.control, products, end);
    // One look before, one behind, and three at photos.
    assert.equal(end.requests, COUNT + 5);
    assert.equal((await world.control.requests()).length, end.requests);
    assert.deepEqual(await world.control.workflowsFired(), []);
  });

  it('tells how far it is', async () => {
    const seen: RunProgress[] = [];
    const { observer } = await window.options(products.planned);
    await run({ observer: { ...observer, onProgress: (progress) => seen.push(progress) } });
    const last = seen.at(-1);
    assert.ok(last !== undefined);
    assert.equal(last.bytes, last.totalBytes);
    assert.equal(last.counts.done, COUNT);
    assert.deepEqual(last.activity, { kind: 'over' });
    for (const { counts } of seen) {
      assert.equal(
        Object.values(counts).reduce((sum, count) => sum + count, 0),
        COUNT,
      );
    }
  });

  it('one that fails never stops the others', async () => {
    await world.control.fault({
      method: 'POST',
      path: key(3).id,
      answer: { status: 400, body: LOCKED },
      times: 0,
    });
    await rm(path.join(products.folder, '5.jpg'));
    await writeFile(path.join(products.folder, '6.jpg'), 'no picture');
    const end = await run();
    assert.deepEqual(kinds(end), { done: COUNT - 3, failed: 3 });
    const reasons = end.results.flatMap(({ n, outcome }) =>
      outcome.kind === 'failed' ? [[n, outcome.reason.kind]] : [],
    );
    assert.deepEqual(reasons, [
      [3, 'failure'],
      [5, 'refusal'],
      [6, 'refusal'],
    ]);
  });

  it('a record that does not exist fails alone', async () => {
    const [first] = products.planned;
    assert.ok(first !== undefined);
    const nobody = { ...first, key: { module: 'Products', id: '4876876000000999999' } };
    products = { ...products, planned: [nobody, ...products.planned.slice(1)] };
    const end = await run();
    assert.deepEqual(kinds(end), { failed: 1, done: COUNT - 1 });
    assert.deepEqual(end.results[0]?.outcome, {
      kind: 'failed',
      reason: { kind: 'no-such-record' },
    });
  });

  it('the folder deleted in the middle: each that was not read fails', async () => {
    const { observer } = await window.options(products.planned);
    let deleted: Promise<void> | undefined;
    const onResult = (): void => {
      deleted ??= rm(products.folder, { recursive: true });
    };
    const end = await run({ atOnce: 1, observer: { ...observer, onResult } });
    await deleted;
    const { done = 0, failed: gone = 0 } = kinds(end);
    assert.equal(done + gone, COUNT);
    assert.ok(done >= 1 && gone >= 1, JSON.stringify(kinds(end)));
    assert.equal(end.end, 'over');
  });

  it('halves what it sends at once when Zoho says that it is too many, and comes back', async () => {
    await world.control.fault({
      method: 'POST',
      answer: { status: 429, body: TOO_MANY },
      times: 2,
    });
    const { observer } = await window.options(products.planned);
    const atOnce: number[] = [];
    const onProgress = (progress: RunProgress): void => {
      if (atOnce.at(-1) !== progress.atOnce) {
        atOnce.push(progress.atOnce);
      }
    };
    const end = await run({ observer: { ...observer, onProgress }, lookAtEach: true });
    assert.deepEqual(kinds(end), { done: COUNT });
    assert.equal(atOnce[0], 4);
    assert.ok(atOnce.includes(2), atOnce.join());
    assert.ok((atOnce.at(-1) ?? 0) > Math.min(...atOnce), atOnce.join());
  });

  it('tells which one has to come again', async () => {
    await world.control.fault({ method: 'POST', path: key(4).id, cutBeforeAnswer: true });
    const { observer } = await window.options(products.planned);
    const told: string[] = [];
    const end = await run({
      pictureOf: ({ n }) => {
        told.push(`begun ${n}`);
        return pictureOf(n);
      },
      observer: {
        ...observer,
        onWaiting: (n) => told.push(`waiting ${n}`),
        onResult: ({ n }) => told.push(`over ${n}`),
      },
    });
    await assertStored(world.control, products, end);
    assert.deepEqual(
      [...new Set(told.filter((one) => one.endsWith(' 4')))],
      ['begun 4', 'waiting 4', 'over 4'],
    );
    assert.equal(told.filter((one) => one.startsWith('waiting')).length, 1);
  });

  it('a pause lets nothing leave until it goes on', async () => {
    const id = await window.create(products.planned);
    let paused: BatchRun | undefined;
    const { observer } = await window.options(products.planned);
    const ending = window.goOn(
      id,
      crm,
      products.planned,
      {
        atOnce: 2,
        observer: {
          ...observer,
          onResult: () => {
            void paused?.pause();
          },
        },
      },
      (run) => (paused = run),
    );
    await until('it is paused', () => paused?.progress.activity.kind === 'paused');
    // What was on its way comes to its end, and then nothing more comes.
    let before = -1;
    await until('nothing is on its way', async () => {
      const now = (await world.control.requests()).filter(({ status }) => status > 0).length;
      const isSo = now === before && now === paused?.progress.requests;
      before = now;
      return isSo;
    });
    assert.ok((paused?.progress.counts.done ?? COUNT) < COUNT);
    const go = paused;
    paused = undefined;
    go?.resume();
    const end = await ending;
    await assertStored(world.control, products, end);
  });

  it('a question is asked once for all, and nothing is sent while it is open', async () => {
    let token = await world.control.issueAccessToken({ scopes: ['ZohoCRM.modules.READ'] });
    crm = crmWith(() => success(token));
    const { promise, resolve } = Promise.withResolvers<boolean>();
    window.answer = async () => {
      const grants = await promise;
      token = await world.control.issueAccessToken();
      return grants;
    };
    const running = run();
    await until('the question is open', () => window.asked.length > 0);
    let before = -1;
    await until('nothing is on its way', async () => {
      const log = await world.control.requests();
      const isSo = log.length === before && log.every(({ status }) => status > 0);
      before = log.length;
      return isSo;
    });
    // Those on their way when it was asked, and those that took their places.
    assert.ok((await posts()) <= 8);
    resolve(true);
    const end = await running;
    assert.deepEqual(window.asked, ['scope-missing']);
    await assertStored(world.control, products, end);
  });

  it('access that is declined ends all that are behind, and the run can be gone on with', async () => {
    let ended = false;
    const token = await world.control.issueAccessToken();
    const signedOut = crmWith(() =>
      ended
        ? failed({ kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' })
        : success(token),
    );
    const { observer } = await window.options(products.planned);
    const id = await window.create(products.planned);
    const end = await window.goOn(id, signedOut, products.planned, {
      atOnce: 2,
      observer: {
        ...observer,
        onResult: () => {
          ended = true;
        },
      },
    });
    assert.ok(typeof end === 'object');
    assert.deepEqual(window.asked, ['sign-in-needed']);
    assert.equal(kinds(end).failed, COUNT - (kinds(end).done ?? 0));
  });

  describe('credits that are used up', () => {
    let slept: number;

    beforeEach(() => {
      slept = 0;
    });

    let seen: RunProgress | undefined;

    async function go(id: string): Promise<BatchEnd> {
      const sleep = (): Promise<void> => {
        slept += 1;
        return Promise.resolve();
      };
      const clock = { sleep, random: () => 0.5 };
      const own = new Window(folder);
      const { observer } = await own.options(products.planned);
      const end = await own.goOn(id, crm, products.planned, {
        clock,
        observer: { ...observer, onProgress: (progress) => (seen = progress) },
      });
      assert.deepEqual([own.bugs, own.asked], [[], []]);
      assert.ok(typeof end === 'object');
      return end;
    }

    async function aDayLater(): Promise<void> {
      await world.control.advanceClock(DAY);
      const token = await world.control.issueAccessToken();
      crm = crmWith(() => success(token));
    }

    async function refused(): Promise<number> {
      return (await world.control.requests()).filter(({ status }) => status === 429).length;
    }

    for (const profile of ['seed', 'newest', 'worst'] satisfies Profile[]) {
      it(`in the middle end it at once, and another day goes on, ${profile}`, async () => {
        await products.close();
        // An answer that is lost as well would leave it open what was stored.
        await reset(profile, { creditsPerDay: 14, closesIdleConnections: false });
        await putOld();
        const id = await window.create(products.planned);
        const end = await go(id);
        assert.equal(end.end, 'credits-used-up');
        const { done = 0, 'awaiting-approval': pending = 0, cancelled = 0 } = kinds(end);
        assert.ok(done + pending > 0 && cancelled > 0, JSON.stringify(kinds(end)));
        assert.equal(done + pending + cancelled, COUNT);
        // At most those that were on their way together, and nothing was waited for or asked.
        assert.ok((await refused()) <= 5, `${await refused()} were refused`);
        assert.equal(slept, 0);
        assert.deepEqual([seen?.counts.waiting, seen?.counts['under-way']], [cancelled, 0]);
        const [state] = await window.runs.unfinished();
        const left = state?.items.filter(({ ended }) => ended === undefined) ?? [];
        assert.equal(left.length, cancelled);
        assert.ok(left.every(({ begun }) => begun === undefined));
        // What is kept is what was replaced.
        assert.equal((await window.photos.of(ACCOUNT)).length, done + pending);

        const before = (await world.control.requests()).length;
        const inVain = await go(id);
        assert.deepEqual([inVain.end, kinds(inVain)], ['credits-used-up', kinds(end)]);
        assert.ok((await world.control.requests()).length - before <= 3);

        for (let days = 0; days < 9 && (await window.runs.unfinished()).length > 0; days += 1) {
          await aDayLater();
          await go(id);
        }
        const last = await window.goOn(id, crm, products.planned);
        await assertStored(world.control, products, last);
        const [over] = await window.runs.of(ACCOUNT);
        assert.ok(over?.items.every(({ looked }) => looked !== undefined));
        assert.equal((await window.photos.of(ACCOUNT)).length, COUNT);
      });
    }

    it('by the pictures leave the looks at them to another day', async () => {
      await products.close();
      await reset('seed', { creditsPerDay: COUNT + 4 });
      const id = await window.create(products.planned);
      const end = await go(id);
      assert.deepEqual([end.end, kinds(end)], ['credits-used-up', { done: COUNT }]);
      const uploads = await posts();
      await aDayLater();
      await assertStored(world.control, products, await go(id));
      assert.equal(await posts(), uploads);
      const [state] = await window.runs.of(ACCOUNT);
      assert.ok(state?.items.every(({ looked }) => looked?.after.kind !== undefined));
    });

    it('end an undo as well, which can be gone on with', async () => {
      const id = await window.create(products.planned);
      await window.goOn(id, crm, products.planned);
      await world.control.fault({ answer: { status: 429, body: USED_UP } });
      const before = (await world.control.requests()).length;
      const undone = await undoAll(id);
      const failed = undone.filter(({ became }) => became.kind === 'failed').length;
      assert.ok(failed >= COUNT - 4, `${failed} failed`);
      assert.ok((await world.control.requests()).length - before <= 5);
      assert.equal((await undoAll(id)).length, failed);
      for (const n of products.planned.keys()) {
        assert.equal(await stored(n), undefined);
      }
    });
  });

  it('photos that cannot be kept: asked once, and those are left as they are', async () => {
    const old = await putOld();
    window = new Window(folder, { bytes: 10 });
    const end = await run();
    assert.deepEqual(window.asked, ['no-room']);
    assert.deepEqual(kinds(end), { failed: COUNT });
    assert.equal(await stored(0), old);
  });

  it('waits for a network that is gone for a minute', async () => {
    const emulator = await startEmulator();
    const control = new EmulatorControl(emulator.control);
    let there = false;
    const away = 'http://127.0.0.1:1';
    const servers = { ...emulator.servers };
    Object.defineProperty(servers, 'api', {
      get: () => (there ? emulator.servers.api : away),
    });
    let slept = 0;
    const sleep = (milliseconds: number): Promise<void> => {
      slept += milliseconds;
      there = slept >= 60_000;
      return Promise.resolve();
    };
    try {
      const own = await catalogue(control, COUNT);
      const accessToken = await control.issueAccessToken();
      const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
      const far = new Crm(world.network, servers, { token, renew: token });
      const id = await window.create(own.planned);
      const waits = new Set<string>();
      const { observer } = await window.options(own.planned);
      const end = await window.goOn(id, far, own.planned, {
        clock: { sleep, random: () => 0.5 },
        observer: {
          ...observer,
          onProgress: ({ activity }) => {
            if (activity.kind === 'waiting') {
              waits.add(activity.failure.kind);
            }
          },
        },
      });
      await assertStored(control, own, end);
      assert.deepEqual([...waits], ['connection-refused']);
      await own.close();
    } finally {
      await emulator.close();
    }
  });

  it('ends where the network does not come back', async () => {
    const servers = { ...world.emulator.servers, api: 'http://127.0.0.1:1' };
    const token = (): Promise<Result<string>> => Promise.resolve(success('1000.a.b'));
    const far = new Crm(world.network, servers, { token, renew: token });
    const id = await window.create(products.planned);
    const end = await window.goOn(id, far, products.planned);
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { failed: COUNT });
  });

  describe('an answer that was lost', () => {
    const LOST = 3;
    let old: string;

    beforeEach(async () => {
      old = await putOld();
      await world.control.fault({ method: 'POST', path: key(LOST).id, cutBeforeAnswer: true });
    });

    /** Calls back when the picture whose answer was lost has its second turn. */
    function onSecondTurn(then: () => void): BatchOptions['pictureOf'] {
      let turns = 0;
      return ({ n }) => {
        turns += n === LOST ? 1 : 0;
        if (n === LOST && turns === 2) {
          then();
        }
        return pictureOf(n);
      };
    }

    async function assertUndone(id: string): Promise<void> {
      assert.equal(await stored(LOST), products.hashes[LOST]);
      await undoAll(id);
      assert.equal(await stored(LOST), old);
    }

    it('is made up for although the file is gone', async () => {
      const id = await window.create(products.planned);
      const end = await window.goOn(id, crm, products.planned, {
        pictureOf: onSecondTurn(() => {
          rmSync(path.join(products.folder, `${LOST}.jpg`));
        }),
      });
      await assertStored(world.control, products, end);
      await assertUndone(id);
    });

    it('is made up for whatever became of its file and of the access meanwhile', async () => {
      const id = await window.create(products.planned);
      const cancel = new AbortController();
      await window.goOn(id, crm, products.planned, {
        signal: cancel.signal,
        pictureOf: onSecondTurn(() => {
          cancel.abort();
        }),
      });
      await rm(products.folder, { recursive: true });
      // The way to Zoho is closed: nobody is told that it was not stored.
      const signedOut = crmWith(() =>
        failed({ kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' }),
      );
      for (let go = 0; go < 2; go += 1) {
        const end = await window.goOn(id, signedOut, products.planned, { atOnce: 1 });
        assert.ok(typeof end === 'object');
        const outcome = end.results[LOST]?.outcome;
        assert.ok(outcome?.kind === 'failed' && outcome.reason.kind === 'failure');
        assert.equal(outcome.reason.photo, 'unknown');
      }
      const end = await window.goOn(id, crm, products.planned);
      assert.ok(typeof end === 'object');
      assert.equal(end.results[LOST]?.outcome.kind, 'done');
      await assertUndone(id);
    });
  });

  it('what was cancelled before it left is as if it had not been begun', async () => {
    await putOld();
    await world.control.fault({ method: 'POST', never: true, times: 2 });
    const id = await window.create(products.planned);
    const cancel = new AbortController();
    const first = window.goOn(id, crm, products.planned, { atOnce: 2, signal: cancel.signal });
    await until('two are under way and two wait behind them', async () => {
      const [state] = await window.runs.of(ACCOUNT);
      return (
        (await posts()) === 2 &&
        state?.items.filter(({ begun }) => begun !== undefined).length === 4
      );
    });
    cancel.abort();
    await first;
    const [state] = await window.runs.of(ACCOUNT);
    const waited = state?.items.filter(({ begun }) => begun === undefined).map(({ n }) => n) ?? [];
    assert.equal(waited.length, COUNT - 2);
    assert.equal((await window.photos.of(ACCOUNT)).length, 2);
    const theirs = await jpeg({ width: 9, height: 9 });
    for (const n of waited) {
      await world.control.putPhoto(key(n).module, key(n).id, theirs);
    }
    const end = await window.goOn(id, crm, products.planned);
    await assertStored(world.control, products, end);
    await undoAll(id);
    for (const n of waited) {
      assert.equal(await stored(n), sha256(theirs));
    }
  });

  describe('a photo that somebody gives a record', () => {
    let theirs: Uint8Array;

    beforeEach(async () => {
      theirs = await jpeg({ width: 9, height: 9 });
    });

    async function give(ns: readonly number[]): Promise<void> {
      for (const n of ns) {
        await world.control.putPhoto(key(n).module, key(n).id, theirs);
      }
    }

    /** Numbers of records whose photo of somebody else is kept. */
    async function kept(): Promise<(number | undefined)[]> {
      const state = (await window.runs.of(ACCOUNT)).find(({ items }) => items.length === COUNT);
      assert.ok(state !== undefined);
      const kept = new Map((await window.photos.of(ACCOUNT)).map((photo) => [photo.id, photo]));
      return state.items
        .filter(({ begun }) => {
          const photo = begun?.before.kind === 'kept' ? kept.get(begun.before.id) : undefined;
          return photo?.sha256 === sha256(theirs);
        })
        .map(({ n }) => n);
    }

    it('while the run is paused is kept, also of those that are begun', async () => {
      // Two are sent slowly: two more are begun, and wait behind them.
      await world.control.fault({ method: 'POST', delayMs: 300, times: 2 });
      const id = await window.create(products.planned);
      let run: BatchRun | undefined;
      const running = window.goOn(id, crm, products.planned, { atOnce: 2 }, (one) => (run = one));
      const begun = async (): Promise<number[]> => {
        const [state] = await window.runs.of(ACCOUNT);
        return (state?.items ?? []).flatMap(({ n, begun }) => (begun === undefined ? [] : [n]));
      };
      await until('two wait', async () => (await begun()).length === 4 && (await posts()) === 2);
      void run?.pause();
      await until('two are stored', () => run?.progress.counts.done === 2);
      const sent = new Set<number>();
      for (let n = 0; n < COUNT; n += 1) {
        if ((await stored(n)) !== undefined) {
          sent.add(n);
        }
      }
      const others = products.planned.map((_, n) => n).filter((n) => !sent.has(n));
      assert.equal(others.length, COUNT - 2);
      await give(others);
      run?.resume();
      await assertStored(world.control, products, await running);
      assert.deepEqual(await kept(), others);
    });

    it('a minute after the look is kept', async ({ mock }) => {
      const real = performance.now.bind(performance);
      let later = 0;
      mock.method(performance, 'now', () => real() + later);
      let given: Promise<void> | undefined;
      const others = Array.from({ length: COUNT - 4 }, (_, n) => n + 4);
      const end = await run({
        atOnce: 1,
        pictureOf: ({ n }) => {
          const picture = pictureOf(n);
          return {
            ...picture,
            read: async () => {
              if (n === 3) {
                given = give(others);
                await given;
                later = 60_000;
              }
              return picture.read();
            },
          };
        },
      });
      assert.ok(given !== undefined);
      await assertStored(world.control, products, end);
      // What was seen with the fourth one has been seen before it.
      const found = await kept();
      assert.ok(
        others.slice(1).every((n) => found.includes(n)),
        found.join(),
      );
    });

    it('before the second turn is kept', async () => {
      const BUSY = 5;
      await world.control.fault({
        method: 'POST',
        path: key(BUSY).id,
        answer: { status: 429, body: TOO_MANY },
        times: 3,
      });
      let sleeps = 0;
      const sleep = async (): Promise<void> => {
        sleeps += 1;
        await (sleeps === 2 ? give([BUSY]) : undefined);
      };
      const end = await run({ clock: { sleep, random: () => 0.5 } });
      assert.ok(sleeps >= 2);
      await assertStored(world.control, products, end);
      assert.deepEqual(await kept(), [BUSY]);
    });

    it('by another run, since many were looked at, is kept', async () => {
      const others = [6, 8];
      const uploaded = others.map((n): Planned => ({
        key: key(n),
        picture: pictureInMemory('theirs.jpg', theirs),
      }));
      let other: Promise<unknown> | undefined;
      const end = await run({
        atOnce: 1,
        pictureOf: ({ n }) => {
          const picture = pictureOf(n);
          return {
            ...picture,
            read: async () => {
              if (n === 3) {
                const second = new Window(folder);
                other = second.goOn(await second.create(uploaded), crm, uploaded);
                await other;
              }
              return picture.read();
            },
          };
        },
      });
      assert.ok(other !== undefined);
      assert.deepEqual(kinds(end), { done: COUNT });
      for (const n of others) {
        assert.equal(await stored(n), products.hashes[n]);
      }
      assert.deepEqual(await kept(), others);
    });

    it('by a window that was killed at it, since many were looked at, is kept', async () => {
      const end = await run({
        atOnce: 1,
        pictureOf: ({ n }) => {
          const picture = pictureOf(n);
          return {
            ...picture,
            read: async () => {
              if (n === 3) {
                await window.leases.hold(leaseOf(key(6)), async (lease) => {
                  await give([6]);
                  await lease.leave('under way');
                });
              }
              return picture.read();
            },
          };
        },
      });
      await assertStored(world.control, products, end);
      assert.deepEqual(await kept(), [6]);
    });

    it('while another window had the record is kept', async () => {
      const end = await run({
        keeping: {
          ...(await window.options(products.planned)).keeping,
          // As where this window sleeps, and another one takes the lease meanwhile.
          leases: losingOnce(window.leases, leaseOf(key(0)), () => give([0])),
        },
      });
      await assertStored(world.control, products, end);
      assert.deepEqual(await kept(), [0]);
    });
  });

  describe('what has not changed', () => {
    it('is skipped, without a request for each', async () => {
      await run({ onlyChanged: true });
      const before = await posts();
      await writeFile(path.join(products.folder, '2.jpg'), await jpeg({ width: 20, height: 20 }));
      const end = await run({ onlyChanged: true });
      assert.deepEqual(kinds(end), { skipped: COUNT - 1, done: 1 });
      assert.equal(await posts(), before + 1);
    });

    it('is not, where somebody else has given the record another photo', async () => {
      await run({ onlyChanged: true });
      await world.control.putPhoto(key(4).module, key(4).id, await jpeg({ width: 9, height: 9 }));
      const end = await run({ onlyChanged: true });
      assert.deepEqual(kinds(end), { skipped: COUNT - 1, done: 1 });
      assert.equal(await stored(4), products.hashes[4]);
    });

    it('is skipped where a version was made of it, which is not made anew', async () => {
      let made = 0;
      const fitted = (content: (n: number) => string): Parameters<typeof run>[0] => ({
        onlyChanged: true,
        pictureOf: ({ n }) => ({
          ...pictureOf(n),
          origin: () => Promise.resolve(n % 2 === 0 ? content(n) : undefined),
          read: () => {
            made += n % 2 === 0 ? 1 : 0;
            return pictureOf(n).read();
          },
        }),
      });
      await run(fitted((n) => `made of ${n}`));
      assert.equal(made, COUNT / 2);
      assert.deepEqual(kinds(await run(fitted((n) => `made of ${n}`))), { skipped: COUNT });
      assert.equal(made, COUNT / 2);
      const end = await run(fitted((n) => `made of ${n === 4 ? 'another' : n}`));
      assert.deepEqual(kinds(end), { skipped: COUNT - 1, done: 1 });
    });

    it('is uploaded again once the account has been forgotten', async () => {
      await run({ onlyChanged: true });
      await LastUploads.forgetAll(path.join(folder, 'last-uploads'), ACCOUNT);
      assert.deepEqual(kinds(await run({ onlyChanged: true })), { done: COUNT });
    });

    it('is uploaded again where that was not asked for', async () => {
      await run();
      const end = await run();
      assert.deepEqual(kinds(end), { done: COUNT });
    });
  });

  describe('undo of all', () => {
    for (const profile of ['seed', 'newest', 'worst'] satisfies Profile[]) {
      it(`gives back what there was, ${profile}`, async () => {
        await products.close();
        await reset(profile);
        const old = await jpeg({ width: 8, height: 8 });
        for (const n of [0, 1, 2]) {
          await world.control.putPhoto(key(n).module, key(n).id, old);
        }
        const id = await window.create(products.planned);
        await window.goOn(id, crm, products.planned);
        // What awaits approval cannot be looked at: somebody has to say that it may go.
        window.answer = (question) => question !== 'sign-in-needed';
        for (const { key } of products.planned) {
          await world.control.approvePhoto(key.module, key.id);
        }
        const undone = await undoAll(id);
        assert.deepEqual(
          undone.filter(({ became }) => became.kind === 'failed').map(({ became }) => became),
          [],
        );
        assert.equal(undone.length, COUNT);
        // Where neither mark nor bytes tell whose photo it is, one answer serves for all.
        assert.deepEqual(window.asked, profile === 'worst' ? ['unsure'] : []);
        for (let n = 3; n < COUNT; n += 1) {
          assert.equal(await stored(n), undefined);
        }
        if (profile === 'seed') {
          assert.equal(await stored(0), sha256(old));
        }
        const [state] = await window.runs.of(ACCOUNT);
        assert.deepEqual(state && changesOf(state), []);
      });
    }

    it('does not say that nothing was changed where an answer was lost and access ended', async () => {
      const lost = [2, 3];
      const id = await window.create(products.planned);
      await window.goOn(id, crm, products.planned);
      for (const n of lost) {
        await world.control.fault({
          method: 'DELETE',
          path: key(n).id,
          cutBeforeAnswer: true,
          times: 2,
        });
      }
      const token = await world.control.issueAccessToken();
      let ended = false;
      const signedOut = crmWith(() =>
        ended
          ? failed({ kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' })
          : success(token),
      );
      const undone = await undoAll(id, signedOut, {
        atOnce: 1,
        onProgress: ({ over }) => {
          ended ||= over === COUNT - lost.length;
        },
      });
      const failures = undone.filter(({ became }) => became.kind === 'failed');
      assert.deepEqual(
        failures.map(({ item, became }) => [item.n, became.kind === 'failed' && became.reason]),
        lost.map((n) => [
          n,
          {
            kind: 'failure',
            failure: { kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' },
            photo: 'unknown',
          },
        ]),
      );
      // What was undone although the answer was lost is nothing to ask about.
      window.asked = [];
      const again = await undoAll(id);
      assert.deepEqual(
        again.map(({ item, became }) => [item.n, became.kind]),
        lost.map((n) => [n, 'had-none']),
      );
      assert.deepEqual(window.asked, []);
    });

    it('tells what it waits for, and of those that a cancel has left', async () => {
      const id = await window.create(products.planned);
      await window.goOn(id, crm, products.planned);
      const cancel = new AbortController();
      const waits: (string | undefined)[] = [];
      await world.control.fault({ method: 'DELETE', times: 0, cutBeforeAnswer: true });
      const undone = await undoAll(id, crm, {
        signal: cancel.signal,
        onProgress: ({ waitsFor }) => {
          waits.push(waitsFor?.kind);
          if (waitsFor !== undefined) {
            cancel.abort();
          }
        },
      });
      assert.equal(waits.at(0), undefined);
      assert.ok(waits.includes('connection-lost'));
      assert.equal(undone.length, COUNT);
      assert.ok(undone.every(({ became }) => became.kind === 'cancelled'));
      // Those whose answer was lost may be undone.
      assert.ok(undone.some(({ became }) => 'photo' in became && became.photo === 'unknown'));
      assert.ok(undone.some(({ became }) => 'photo' in became && became.photo === 'not-stored'));
    });

    it('asks once where others have been changed meanwhile, and leaves those', async () => {
      const id = await window.create(products.planned);
      await window.goOn(id, crm, products.planned);
      const theirs = await jpeg({ width: 9, height: 9 });
      for (const n of [1, 2]) {
        await world.control.putPhoto(key(n).module, key(n).id, theirs);
      }
      const undone = await undoAll(id);
      assert.deepEqual(window.asked, ['replaced']);
      assert.equal(undone.filter(({ became }) => became.kind === 'removed').length, COUNT - 2);
      assert.equal(await stored(1), sha256(theirs));
    });
  });

  describe('its journal', () => {
    async function journalFile(): Promise<string> {
      const names = await readdir(path.join(folder, 'runs'), { recursive: true });
      const name = names.find((one) => one.endsWith('.jsonl'));
      assert.ok(name !== undefined);
      return path.join(folder, 'runs', name);
    }

    /** Cancels it when so many are over. */
    async function cancelled(id: string, over: number): Promise<BatchEnd> {
      const cancel = new AbortController();
      let count = 0;
      const { observer } = await window.options(products.planned);
      const end = await window.goOn(id, crm, products.planned, {
        signal: cancel.signal,
        observer: {
          ...observer,
          onResult: () => {
            count += 1;
            if (count === over) {
              cancel.abort();
            }
          },
        },
      });
      assert.ok(typeof end === 'object');
      return end;
    }

    it('goes on behind a cancel: what was done is not done again', async () => {
      const id = await window.create(products.planned);
      const end = await cancelled(id, 3);
      assert.equal(end.end, 'cancelled');
      assert.equal(end.results.length, COUNT);
      assert.ok((kinds(end).cancelled ?? 0) > 0);
      assert.deepEqual(
        (await window.runs.unfinished()).map(({ run }) => run.id),
        [id],
      );
      const again = await new Window(folder).goOn(id, crm, products.planned);
      await assertStored(world.control, products, again);
      assert.deepEqual(await window.runs.unfinished(), []);
    });

    it('the last line may be half a line', async () => {
      const id = await window.create(products.planned);
      await cancelled(id, 3);
      const file = await journalFile();
      await appendFile(file, '{"kind":"begun","n":7,"before":{"ki');
      const again = await window.goOn(id, crm, products.planned);
      await assertStored(world.control, products, again);
      assert.ok(
        (await readFile(await journalFile(), 'utf8')).split('\n').slice(0, -1).every(isJson),
      );
    });

    it('one of a newer version is left alone', async () => {
      const id = await window.create(products.planned);
      const file = await journalFile();
      const text = (await readFile(file, 'utf8')).replace('"format":1', '"format":2');
      await writeFile(file, text);
      assert.deepEqual(await window.runs.unfinished(), []);
      assert.equal(await window.goOn(id, crm, products.planned), 'gone');
      await window.runs.prune(-1);
      assert.equal(await readFile(file, 'utf8'), text);
      await window.runs.forgetAll(ACCOUNT);
      await assert.rejects(readFile(file));
    });

    it('tells whether a window is at it', async () => {
      const id = await window.create(products.planned);
      const another = new Window(folder);
      assert.equal(await another.runs.isUnderWay(id), false);
      await window.runs.own(id, async () => {
        assert.equal(await another.runs.isUnderWay(id), true);
      });
      assert.equal(await another.runs.isUnderWay(id), false);
      // One that was killed has left this behind.
      await writeFile(path.join(folder, 'leases', `run-${id}.lease`), 'somebody');
      assert.equal(await another.runs.isUnderWay(id), false);
    });

    it('is of one window at a time', async () => {
      const id = await window.create(products.planned);
      const other = new Window(folder, { patience: 300 });
      const { promise, resolve } = Promise.withResolvers<undefined>();
      let journal: Journal | undefined;
      const first = window.runs.own(id, async (mine) => {
        journal = mine;
        await promise;
      });
      await until('it is owned', () => journal !== undefined);
      assert.equal(await other.goOn(id, crm, products.planned), 'elsewhere');
      resolve(undefined);
      await first;
      assert.equal(await posts(), 0);
    });

    it('a full disk stops the run before anything is sent that it could not note', async () => {
      let writes = 0;
      const write: WriteTo = async (handle, bytes) => {
        writes += 1;
        if (writes > 4) {
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        }
        await handle.appendFile(bytes);
      };
      const full = new Window(folder, { write });
      const id = await full.create(products.planned);
      const end = await full.goOn(id, crm, products.planned);
      assert.ok(typeof end === 'object');
      assert.deepEqual(end.end, { code: 'ENOSPC' });
      const again = await window.goOn(id, crm, products.planned);
      await assertStored(world.control, products, again);
    });

    it('has no secret in it, and nobody looks for it where there is none', async () => {
      assert.deepEqual(await window.runs.unfinished(), []);
      assert.deepEqual(await readdir(folder), []);
      await run();
      const text = await readFile(await journalFile(), 'utf8');
      for (const secret of await world.control.secrets()) {
        assert.ok(!text.includes(secret));
      }
    });

    it('is let go when it is over and old', async () => {
      await run();
      await window.runs.prune(60_000);
      assert.equal((await window.runs.of(ACCOUNT)).length, 1);
      await window.runs.prune(-1);
      assert.deepEqual(await window.runs.of(ACCOUNT), []);
    });
  });
});

function leaseOf({ module, id }: RecordKey): string {
  return `record-${sha256(Buffer.from(`${ACCOUNT}/${module}/${id}`)).slice(0, 32)}`;
}

/** Leases of which one is lost, the first time, before it is looked at. */
function losingOnce(
  leases: Leases,
  losing: string,
  lost: () => Promise<void>,
): Pick<Leases, 'hold'> {
  let isLost = false;
  return {
    hold: (name, work, signal) =>
      leases.hold(
        name,
        (lease) =>
          work({
            ...lease,
            isHeld: async () => {
              if (isLost || name !== losing) {
                return lease.isHeld();
              }
              isLost = true;
              await lost();
              return false;
            },
          }),
        signal,
      ),
  };
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
