import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { BatchRun } from '../../../../src/batch/run/engine.ts';
import type { Journal } from '../../../../src/batch/run/journal.ts';
import { standingOf } from '../../../../src/batch/run/standing.ts';
import type { Fault } from '../../../emulator/fault.ts';
import { padJpeg } from '../../../pictures.ts';
import { until } from '../../until.ts';
import type { Ended } from './batchInTest.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

const AT_ONCE = 2;

/** What a picture is at when somebody pauses or cancels, and what makes it take a while. */
const STEPS: Readonly<
  Record<string, { readonly fault: Fault; readonly isLarge?: boolean; readonly arrives: string }>
> = {
  'its record is looked up': {
    fault: { method: 'GET', path: 'Products\\?', delayMs: 150 },
    arrives: 'GET Products?',
  },
  'the present photo is backed up': {
    fault: { method: 'GET', path: '/photo', delayMs: 150 },
    arrives: 'GET /photo',
  },
  'it is sent': {
    fault: { method: 'POST', path: '/photo', bytesPerSecond: 8_000_000 },
    isLarge: true,
    arrives: 'POST /photo',
  },
  'its answer is awaited': {
    fault: { method: 'POST', path: '/photo', delayMs: 150 },
    arrives: 'POST /photo',
  },
  'Zoho says that it is busy': {
    fault: {
      method: 'POST',
      path: '/photo',
      delayMs: 100,
      answer: { status: 503, body: { code: 'SERVICE_UNAVAILABLE', message: '', details: {} } },
    },
    arrives: 'POST /photo',
  },
};

describe('a run that is paused or canceled', () => {
  const batch = runInTest();
  let id: string;
  let cancel: AbortController;
  let run: BatchRun | undefined;
  let journal: Journal | undefined;
  let isLarge: boolean;

  beforeEach(async () => {
    await batch.putOld();
    id = await batch.create();
    cancel = new AbortController();
    run = undefined;
    journal = undefined;
    isLarge = false;
  });

  function start(): ReturnType<typeof batch.resume> {
    return batch.resume(
      id,
      {
        atOnce: AT_ONCE,
        signal: cancel.signal,
        pictureOf: ({ n }) => {
          const picture = batch.pictureOf(n);
          return {
            ...picture,
            read: async () => {
              const bytes = await picture.read();
              return isLarge ? padJpeg(Buffer.from(bytes), 9_000_000 + n) : bytes;
            },
          };
        },
      },
      (...told) => {
        [run, journal] = told;
      },
    );
  }

  /** Waits until the emulator has such requests; its answers are still to come. */
  async function arrived(what: string, count: number): Promise<void> {
    const [method, path = ''] = what.split(' ');
    await until(`${count} × ${what}`, async () => {
      const requests = await batch.world.control.requests();
      return (
        requests.filter((one) => one.method === method && one.path.includes(path)).length >= count
      );
    });
  }

  /** Numbers of the pictures that the journal, as a window would find it, calls unknown. */
  async function unknown(): Promise<number[]> {
    const state = await batch.window.runs.read(id);
    return (state?.items ?? []).flatMap((item) =>
      ['open', 'unknown'].includes(standingOf(item)) ? [item.n] : [],
    );
  }

  /** Everybody who has a photo of ours is done, and nobody else is. */
  async function assertTrue(end: Ended | 'elsewhere' | 'gone'): Promise<Ended> {
    assert.ok(typeof end === 'object');
    for (const [n, standing] of end.standings.entries()) {
      const isOurs = (await batch.stored(n)) !== old;
      assert.equal(standing, isOurs ? 'done' : 'waiting', `${n}`);
    }
    return end;
  }

  let old: string;
  beforeEach(async () => {
    old = (await batch.stored(0)) ?? '';
  });

  for (const [step, { fault, arrives, ...more }] of Object.entries(STEPS)) {
    it(`knows of each picture, canceled while ${step}`, async () => {
      isLarge = more.isLarge === true;
      await batch.world.control.fault({ ...fault, times: 0 });
      const ending = start();
      await arrived(arrives, 1);
      cancel.abort();
      const end = await assertTrue(await ending);
      assert.equal(end.end, 'canceled');
      assert.deepEqual(await unknown(), []);
      // A canceled request leaves no backup of a photo that is still there.
      const done = end.standings.filter((standing) => standing === 'done').length;
      assert.equal((await batch.window.photos.of('EU/production/1/2')).length, done);
    });

    it(`knows of each picture, paused while ${step}`, async () => {
      isLarge = more.isLarge === true;
      await batch.world.control.fault({ ...fault, times: 0 });
      const ending = start();
      await arrived(arrives, 1);
      await run?.pause();
      await until(
        'nothing is left in the journal that may be sent',
        async () => (await unknown()).length === 0,
      );
      const now = journal?.state.items.map(({ n }) => run?.standingOf(n)) ?? [];
      assert.equal(now.length, COUNT);
      assert.ok(now.every((standing) => standing === 'waiting' || standing === 'done'));
      await batch.world.control.endFaults();
      run?.resume();
      const end = await ending;
      assert.ok(typeof end === 'object');
      assert.deepEqual(kinds(end), { done: COUNT });
    });
  }

  it('that is canceled while it is paused knows of each picture', async () => {
    await batch.world.control.fault({ method: 'POST', path: '/photo', times: 0, delayMs: 150 });
    const ending = start();
    await arrived('POST /photo', AT_ONCE);
    const pausing = run?.pause();
    cancel.abort();
    await pausing;
    const { standings } = await assertTrue(await ending);
    assert.ok(standings.filter((standing) => standing === 'done').length >= AT_ONCE);
  });

  it('finds a photo whose answer was lost after the cancel', async () => {
    await batch.world.control.fault({
      method: 'POST',
      path: '/photo',
      times: 0,
      delayMs: 150,
      cutBeforeAnswer: true,
    });
    const ending = start();
    await arrived('POST /photo', AT_ONCE);
    cancel.abort();
    const { standings } = await assertTrue(await ending);
    assert.equal(standings.filter((standing) => standing === 'done').length, AT_ONCE);
  });

  it('does not know of those whose answer never comes, and finds out when it is resumed', async () => {
    await batch.world.control.fault({
      method: 'POST',
      path: '/photo',
      times: AT_ONCE,
      never: true,
    });
    const ending = start();
    await arrived('POST /photo', AT_ONCE);
    cancel.abort();
    const end = await ending;
    assert.ok(typeof end === 'object');
    assert.equal((await unknown()).length, AT_ONCE);
    assert.deepEqual(kinds(end), { open: AT_ONCE, waiting: COUNT - AT_ONCE });
    cancel = new AbortController();
    const resumed = await start();
    assert.ok(typeof resumed === 'object');
    assert.deepEqual(kinds(resumed), { done: COUNT });
  });

  it('is over if the cancel came too late for any of them', async () => {
    await batch.world.control.fault({ method: 'POST', path: '/photo', times: 0, delayMs: 100 });
    const ending = start();
    await arrived('POST /photo', COUNT);
    cancel.abort();
    const end = await ending;
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { done: COUNT });
    assert.equal(end.end, 'over');
  });
});
