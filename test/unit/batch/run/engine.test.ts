import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { toldOf } from '../../../../src/batch/words/told.ts';
import type { BatchRun } from '../../../../src/batch/run/engine.ts';
import { LastUploads } from '../../../../src/upload/lastUploads.ts';
import type { RunProgress } from '../../../../src/batch/run/progress.ts';
import { failed, success } from '../../../../src/zoho/failure.ts';
import { EmulatorControl } from '../../../emulator/control.ts';
import { startEmulator } from '../../../emulator/emulator.ts';
import { jpeg } from '../../../pictures.ts';
import { until } from '../../until.ts';
import { ACCOUNT, Window } from './batchInTest.ts';
import { catalogue, sha256 } from './catalogue.ts';
import { assertStored } from './faults.ts';
import type { RunInTest } from './runInTest.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

const LOCKED = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };
const TOO_MANY = { code: 'TOO_MANY_REQUESTS', details: {}, message: '', status: 'error' };

describe('a run of many pictures', () => {
  const batch = runInTest();

  it('gives each record its picture, for little more than a request each', async () => {
    const end = await batch.run();
    await assertStored(batch.world.control, batch.products, end);
    // One look before, one behind, and three at photos.
    assert.equal(end.requests, COUNT + 5);
    assert.equal((await batch.world.control.requests()).length, end.requests);
    assert.deepEqual(await batch.world.control.workflowsFired(), []);
  });

  it('tells how far it is', async () => {
    const seen: RunProgress[] = [];
    const { observer } = await batch.window.options(batch.products.planned);
    await batch.run({ observer: { ...observer, onProgress: (progress) => seen.push(progress) } });
    const last = seen.at(-1);
    assert.ok(last !== undefined);
    assert.equal(last.bytes, last.totalBytes);
    assert.equal(last.counts.uploaded, COUNT);
    assert.deepEqual(last.activity, { kind: 'over' });
    for (const {
      counts: { all, ...counts },
    } of seen) {
      assert.equal(all, COUNT);
      assert.equal(
        Object.values(counts).reduce((sum, count) => sum + count, 0),
        COUNT,
      );
    }
  });

  it('counts what was undone as over', async () => {
    const id = await batch.create();
    await batch.resume(id);
    await batch.undoAll(id);
    const { observer } = await batch.window.options(batch.products.planned);
    let last: RunProgress | undefined;
    await batch.resume(id, { observer: { ...observer, onProgress: (now) => (last = now) } });
    assert.equal(last?.counts.undone, COUNT);
    assert.equal(last.bytes, last.totalBytes);
  });

  it('one that fails never stops the others', async () => {
    await batch.world.control.fault({
      method: 'POST',
      path: batch.key(3).id,
      answer: { status: 400, body: LOCKED },
      times: 0,
    });
    await rm(path.join(batch.products.folder, '5.jpg'));
    await writeFile(path.join(batch.products.folder, '6.jpg'), 'no picture');
    const end = await batch.run({ wordsOf: toldOf });
    assert.deepEqual(kinds(end), { done: COUNT - 3, failed: 3 });
    const reasons = [...end.reasons].toSorted(([one], [other]) => one - other);
    assert.deepEqual(
      reasons.map(([n, { kind }]) => [n, kind]),
      [
        [3, 'failure'],
        [5, 'refusal'],
        [6, 'refusal'],
      ],
    );
    const [state] = await batch.window.runs.of(ACCOUNT);
    const told = state?.items.flatMap(({ n, told }) => (told === undefined ? [] : [[n, told]]));
    assert.deepEqual(
      told,
      reasons.map(([n, reason]) => [n, toldOf({}, reason)]),
    );
    assert.equal(state?.items[3]?.told?.code, 'RECORD_LOCKED');
  });

  it('its journal knows what the page shows, and what fails no more is not told of', async () => {
    const shown = { path: 'shots/0.jpg', name: 'Article 0', photoMark: null };
    const { products } = batch;
    const planned = products.planned.map((one) => ({ ...one, shown }));
    batch.products = { ...products, planned };
    const fault = { method: 'POST', path: batch.key(0).id, answer: { status: 400, body: LOCKED } };
    await batch.world.control.fault(fault);
    const id = await batch.create();
    await batch.resume(id, { wordsOf: toldOf });
    assert.equal((await batch.window.runs.read(id))?.items[0]?.told?.code, 'RECORD_LOCKED');
    await batch.resume(id, { wordsOf: toldOf });
    const item = (await batch.window.runs.read(id))?.items[0];
    assert.deepEqual([item?.ended, item?.told, item?.shown], ['done', undefined, shown]);
  });

  it('a record that does not exist fails alone', async () => {
    const [first] = batch.products.planned;
    assert.ok(first !== undefined);
    const nobody = { ...first, key: { module: 'Products', id: '4876876000000999999' } };
    const { products } = batch;
    batch.products = { ...products, planned: [nobody, ...products.planned.slice(1)] };
    const end = await batch.run();
    assert.deepEqual(kinds(end), { failed: 1, done: COUNT - 1 });
    assert.deepEqual(
      [end.standings[0], end.reasons.get(0)],
      ['failed', { kind: 'no-such-record' }],
    );
  });

  it('the folder deleted in the middle: each that was not read fails', async () => {
    const { observer } = await batch.window.options(batch.products.planned);
    let deleted: Promise<void> | undefined;
    const onStanding = (): void => {
      deleted ??= rm(batch.products.folder, { recursive: true });
    };
    const end = await batch.run({ atOnce: 1, observer: { ...observer, onStanding } });
    await deleted;
    const { done = 0, failed: gone = 0 } = kinds(end);
    assert.equal(done + gone, COUNT);
    assert.ok(done >= 1 && gone >= 1, JSON.stringify(kinds(end)));
    assert.equal(end.end, 'over');
  });

  it('halves what it sends at once when Zoho says that it is too many, and comes back', async () => {
    await batch.world.control.fault({
      method: 'POST',
      answer: { status: 429, body: TOO_MANY },
      times: 2,
    });
    const { observer } = await batch.window.options(batch.products.planned);
    const atOnce: number[] = [];
    const onProgress = (progress: RunProgress): void => {
      if (atOnce.at(-1) !== progress.atOnce) {
        atOnce.push(progress.atOnce);
      }
    };
    const end = await batch.run({ observer: { ...observer, onProgress } });
    assert.deepEqual(kinds(end), { done: COUNT });
    assert.equal(atOnce[0], 4);
    assert.ok(atOnce.includes(2), atOnce.join());
    assert.ok((atOnce.at(-1) ?? 0) > Math.min(...atOnce), atOnce.join());
  });

  it('tells which one has to come again', async () => {
    await batch.world.control.fault({
      method: 'POST',
      path: batch.key(4).id,
      cutBeforeAnswer: true,
    });
    const { observer } = await batch.window.options(batch.products.planned);
    const told: string[] = [];
    const end = await batch.run({
      pictureOf: ({ n }) => {
        told.push(`begun ${n}`);
        return batch.pictureOf(n);
      },
      observer: {
        ...observer,
        onStanding: (n, standing) => {
          if (standing !== 'uploading') {
            told.push(`${standing === 'waiting' ? standing : 'over'} ${n}`);
          }
        },
      },
    });
    await assertStored(batch.world.control, batch.products, end);
    assert.deepEqual(
      [...new Set(told.filter((one) => one.endsWith(' 4')))],
      ['begun 4', 'waiting 4', 'over 4'],
    );
    assert.deepEqual([...new Set(told.filter((one) => one.startsWith('waiting')))], ['waiting 4']);
  });

  it('a pause lets nothing leave until it goes on', async () => {
    const id = await batch.create();
    let paused: BatchRun | undefined;
    const { observer } = await batch.window.options(batch.products.planned);
    const ending = batch.resume(
      id,
      {
        atOnce: 2,
        observer: {
          ...observer,
          onStanding: () => {
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
      const now = (await batch.world.control.requests()).filter(({ status }) => status > 0).length;
      const isSo = now === before && now === paused?.progress.requests;
      before = now;
      return isSo;
    });
    assert.ok((paused?.progress.counts.uploaded ?? COUNT) < COUNT);
    const go = paused;
    paused = undefined;
    go?.resume();
    const end = await ending;
    await assertStored(batch.world.control, batch.products, end);
  });

  it('a question is asked once for all, and nothing is sent while it is open', async () => {
    let token = await batch.world.control.issueAccessToken({ scopes: ['ZohoCRM.modules.READ'] });
    batch.crm = batch.crmWith(() => success(token));
    const { promise, resolve } = Promise.withResolvers<boolean>();
    batch.window.answer = async () => {
      const grants = await promise;
      token = await batch.world.control.issueAccessToken();
      return grants;
    };
    const running = batch.run();
    await until('the question is open', () => batch.window.asked.length > 0);
    let before = -1;
    await until('nothing is on its way', async () => {
      const log = await batch.world.control.requests();
      const isSo = log.length === before && log.every(({ status }) => status > 0);
      before = log.length;
      return isSo;
    });
    // Those on their way when it was asked, and those that took their places.
    assert.ok((await batch.posts()) <= 8);
    resolve(true);
    const end = await running;
    assert.deepEqual(batch.window.asked, ['scope-missing']);
    await assertStored(batch.world.control, batch.products, end);
  });

  it('access that is declined ends all that are behind, and the run can be gone on with', async () => {
    let ended = false;
    const token = await batch.world.control.issueAccessToken();
    const signedOut = batch.crmWith(() =>
      ended
        ? failed({ kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' })
        : success(token),
    );
    const { observer } = await batch.window.options(batch.products.planned);
    const id = await batch.create();
    const end = await batch.window.resume(id, signedOut, batch.products.planned, {
      atOnce: 2,
      observer: {
        ...observer,
        onStanding: () => {
          ended = true;
        },
      },
    });
    assert.ok(typeof end === 'object');
    assert.deepEqual(batch.window.asked, ['sign-in-needed']);
    assert.equal(kinds(end).failed, COUNT - (kinds(end).done ?? 0));
  });

  it('photos that cannot be kept: asked once, and those are left as they are', async () => {
    const old = await batch.putOld();
    batch.window = new Window(batch.folder, { bytes: 10 });
    const end = await batch.run();
    assert.deepEqual(batch.window.asked, ['no-room']);
    assert.deepEqual(kinds(end), { failed: COUNT });
    assert.equal(await batch.stored(0), old);
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
      const far = batch.crmWith(() => success(accessToken), servers);
      const id = await batch.window.create(own.planned);
      const waits = new Set<string>();
      const { observer } = await batch.window.options(own.planned);
      const end = await batch.window.resume(id, far, own.planned, {
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
    const servers = { ...batch.world.emulator.servers, api: 'http://127.0.0.1:1' };
    const far = batch.crmWith(() => success('1000.a.b'), servers);
    const id = await batch.create();
    const end = await batch.window.resume(id, far, batch.products.planned);
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { failed: COUNT });
  });

  it('what was canceled before it left is as if it had not been begun', async () => {
    await batch.putOld();
    await batch.world.control.fault({ method: 'POST', never: true, times: 2 });
    const id = await batch.create();
    const cancel = new AbortController();
    const first = batch.resume(id, {
      atOnce: 2,
      signal: cancel.signal,
    });
    await until('two are under way and two wait behind them', async () => {
      const [state] = await batch.window.runs.of(ACCOUNT);
      return (
        (await batch.posts()) === 2 &&
        state?.items.filter(({ begun }) => begun !== undefined).length === 4
      );
    });
    cancel.abort();
    await first;
    const [state] = await batch.window.runs.of(ACCOUNT);
    const waited = state?.items.filter(({ begun }) => begun === undefined).map(({ n }) => n) ?? [];
    assert.equal(waited.length, COUNT - 2);
    assert.equal((await batch.window.photos.of(ACCOUNT)).length, 2);
    const theirs = await jpeg({ width: 9, height: 9 });
    for (const n of waited) {
      await batch.put(n, theirs);
    }
    const end = await batch.resume(id);
    await assertStored(batch.world.control, batch.products, end);
    await batch.undoAll(id);
    for (const n of waited) {
      assert.equal(await batch.stored(n), sha256(theirs));
    }
  });

  describe('what has not changed', () => {
    it('is skipped, without a request for each', async () => {
      await batch.run({ skipsUnchanged: true });
      const before = await batch.posts();
      await writeFile(
        path.join(batch.products.folder, '2.jpg'),
        await jpeg({ width: 20, height: 20 }),
      );
      const end = await batch.run({ skipsUnchanged: true });
      assert.deepEqual(kinds(end), { skipped: COUNT - 1, done: 1 });
      assert.equal(await batch.posts(), before + 1);
    });

    it('is not, where somebody else has given the record another photo', async () => {
      await batch.run({ skipsUnchanged: true });
      await batch.put(4, await jpeg({ width: 9, height: 9 }));
      const end = await batch.run({ skipsUnchanged: true });
      assert.deepEqual(kinds(end), { skipped: COUNT - 1, done: 1 });
      assert.equal(await batch.stored(4), batch.products.hashes[4]);
    });

    it('is skipped where a version was made of it, which is not made anew', async () => {
      let made = 0;
      const fitted = (content: (n: number) => string): Parameters<RunInTest['run']>[0] => ({
        skipsUnchanged: true,
        pictureOf: ({ n }) => ({
          ...batch.pictureOf(n),
          origin: () => Promise.resolve(n % 2 === 0 ? content(n) : undefined),
          read: () => {
            made += n % 2 === 0 ? 1 : 0;
            return batch.pictureOf(n).read();
          },
        }),
      });
      await batch.run(fitted((n) => `made of ${n}`));
      assert.equal(made, COUNT / 2);
      assert.deepEqual(kinds(await batch.run(fitted((n) => `made of ${n}`))), { skipped: COUNT });
      assert.equal(made, COUNT / 2);
      const end = await batch.run(fitted((n) => `made of ${n === 4 ? 'another' : n}`));
      assert.deepEqual(kinds(end), { skipped: COUNT - 1, done: 1 });
    });

    it('is uploaded again once the account has been forgotten', async () => {
      await batch.run({ skipsUnchanged: true });
      await LastUploads.forgetAll(path.join(batch.folder, 'last-uploads'), ACCOUNT);
      assert.deepEqual(kinds(await batch.run({ skipsUnchanged: true })), { done: COUNT });
    });

    it('is uploaded again where that was not asked for', async () => {
      await batch.run();
      const end = await batch.run();
      assert.deepEqual(kinds(end), { done: COUNT });
    });
  });
});
