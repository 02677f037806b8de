import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { RunProgress } from '../../../../src/batch/run/progress.ts';
import { success } from '../../../../src/zoho/failure.ts';
import type { Profile } from '../../../emulator/emulator.ts';
import type { Ended } from './batchInTest.ts';
import { ACCOUNT, Window } from './batchInTest.ts';
import { assertStored } from './faults.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

const DAY = 24 * 60 * 60_000;
const USED_UP = { code: 'LIMIT_EXCEEDED', details: {}, message: '', status: 'error' };

describe('credits that are used up', () => {
  const batch = runInTest();

  let slept: number;

  beforeEach(() => {
    slept = 0;
  });

  let seen: RunProgress | undefined;

  async function go(id: string): Promise<Ended> {
    const sleep = (): Promise<void> => {
      slept += 1;
      return Promise.resolve();
    };
    const clock = { sleep, random: () => 0.5 };
    const own = new Window(batch.folder);
    const { observer } = await own.options(batch.products.planned);
    const end = await own.resume(id, batch.crm, batch.products.planned, {
      clock,
      observer: { ...observer, onProgress: (progress) => (seen = progress) },
    });
    assert.deepEqual([own.bugs, own.asked], [[], []]);
    assert.ok(typeof end === 'object');
    return end;
  }

  async function aDayLater(): Promise<void> {
    await batch.world.control.advanceClock(DAY);
    const token = await batch.world.control.issueAccessToken();
    batch.crm = batch.crmWith(() => success(token));
  }

  async function refused(): Promise<number> {
    return (await batch.world.control.requests()).filter(({ status }) => status === 429).length;
  }

  for (const profile of ['seed', 'newest', 'worst'] satisfies Profile[]) {
    it(`in the middle end it at once, and another day goes on, ${profile}`, async () => {
      // An answer that is lost as well would leave it open what was stored.
      await batch.reset(profile, { creditsPerDay: 14, closesIdleConnections: false });
      await batch.putOld();
      const id = await batch.create();
      const end = await go(id);
      assert.equal(end.end, 'credits-used-up');
      const { done = 0, 'awaiting-approval': pending = 0, waiting = 0 } = kinds(end);
      assert.ok(done + pending > 0 && waiting > 0, JSON.stringify(kinds(end)));
      assert.equal(done + pending + waiting, COUNT);
      // At most those that were on their way together, and nothing was waited for or asked.
      assert.ok((await refused()) <= 5, `${await refused()} were refused`);
      assert.equal(slept, 0);
      assert.deepEqual([seen?.counts.notSent, seen?.counts.uploading], [waiting, 0]);
      const [state] = await batch.window.runs.unfinished();
      const left = state?.items.filter(({ ended }) => ended === undefined) ?? [];
      assert.equal(left.length, waiting);
      assert.ok(left.every(({ begun }) => begun === undefined));
      // What is kept is what was replaced.
      assert.equal((await batch.window.photos.of(ACCOUNT)).length, done + pending);

      const before = (await batch.world.control.requests()).length;
      const inVain = await go(id);
      assert.deepEqual([inVain.end, kinds(inVain)], ['credits-used-up', kinds(end)]);
      assert.ok((await batch.world.control.requests()).length - before <= 3);

      for (let days = 0; days < 9 && (await batch.window.runs.unfinished()).length > 0; days += 1) {
        await aDayLater();
        await go(id);
      }
      const last = await batch.resume(id);
      await assertStored(batch.world.control, batch.products, last);
      const [over] = await batch.window.runs.of(ACCOUNT);
      assert.ok(over?.items.every(({ looked }) => looked !== undefined));
      assert.equal((await batch.window.photos.of(ACCOUNT)).length, COUNT);
    });
  }

  it('by the pictures leave the looks at them to another day', async () => {
    await batch.reset('seed', { creditsPerDay: COUNT + 4 });
    const id = await batch.create();
    const end = await go(id);
    assert.deepEqual([end.end, kinds(end)], ['credits-used-up', { done: COUNT }]);
    const uploads = await batch.posts();
    await aDayLater();
    await assertStored(batch.world.control, batch.products, await go(id));
    assert.equal(await batch.posts(), uploads);
    const [state] = await batch.window.runs.of(ACCOUNT);
    assert.ok(state?.items.every(({ looked }) => looked?.after.kind !== undefined));
  });

  it('end an undo as well, which can be gone on with', async () => {
    const id = await batch.create();
    await batch.resume(id);
    await batch.world.control.fault({ answer: { status: 429, body: USED_UP } });
    const before = (await batch.world.control.requests()).length;
    const undone = await batch.undoAll(id);
    const failed = undone.filter(({ became }) => became.kind === 'failed').length;
    assert.ok(failed >= COUNT - 4, `${failed} failed`);
    assert.ok((await batch.world.control.requests()).length - before <= 5);
    assert.equal((await batch.undoAll(id)).length, failed);
    for (const n of batch.products.planned.keys()) {
      assert.equal(await batch.stored(n), undefined);
    }
  });
});
