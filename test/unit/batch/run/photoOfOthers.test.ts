import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { pictureInMemory } from '../../../../src/image/picture.ts';
import type { Leases } from '../../../../src/storage/leases.ts';
import type { BatchRun } from '../../../../src/batch/run/engine.ts';
import type { Planned } from '../../../../src/batch/run/planned.ts';
import type { RecordKey } from '../../../../src/zoho/photo.ts';
import { jpeg } from '../../../pictures.ts';
import { until } from '../../until.ts';
import { ACCOUNT, Window } from './batchInTest.ts';
import { sha256 } from './catalogue.ts';
import { assertStored } from './faults.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

const TOO_MANY = { code: 'TOO_MANY_REQUESTS', details: {}, message: '', status: 'error' };

describe('a photo that somebody gives a record in the middle of a run', () => {
  const batch = runInTest();

  let theirs: Uint8Array;

  beforeEach(async () => {
    theirs = await jpeg({ width: 9, height: 9 });
  });

  async function give(ns: readonly number[]): Promise<void> {
    for (const n of ns) {
      await batch.put(n, theirs);
    }
  }

  /** Numbers of records whose photo of somebody else is kept. */
  async function kept(): Promise<(number | undefined)[]> {
    const state = (await batch.window.runs.of(ACCOUNT)).find(({ items }) => items.length === COUNT);
    assert.ok(state !== undefined);
    const kept = new Map((await batch.window.photos.of(ACCOUNT)).map((photo) => [photo.id, photo]));
    return state.items
      .filter(({ begun }) => {
        const photo = begun?.before.kind === 'kept' ? kept.get(begun.before.id) : undefined;
        return photo?.sha256 === sha256(theirs);
      })
      .map(({ n }) => n);
  }

  it('while the run is paused is kept, also of those that are begun', async () => {
    // Two are sent slowly: two more are begun, and wait behind them.
    await batch.world.control.fault({ method: 'POST', delayMs: 300, times: 2 });
    const id = await batch.create();
    let run: BatchRun | undefined;
    const running = batch.resume(id, { atOnce: 2 }, (one) => (run = one));
    const begun = async (): Promise<number[]> => {
      const [state] = await batch.window.runs.of(ACCOUNT);
      return (state?.items ?? []).flatMap(({ n, begun }) => (begun === undefined ? [] : [n]));
    };
    await until(
      'two wait',
      async () => (await begun()).length === 4 && (await batch.posts()) === 2,
    );
    void run?.pause();
    await until('two are stored', () => run?.progress.counts.uploaded === 2);
    const sent = new Set<number>();
    for (let n = 0; n < COUNT; n += 1) {
      if ((await batch.stored(n)) !== undefined) {
        sent.add(n);
      }
    }
    const others = batch.products.planned.map((_, n) => n).filter((n) => !sent.has(n));
    assert.equal(others.length, COUNT - 2);
    await give(others);
    run?.resume();
    await assertStored(batch.world.control, batch.products, await running);
    assert.deepEqual(await kept(), others);
  });

  it('a minute after the look is kept', async ({ mock }) => {
    const real = performance.now.bind(performance);
    let later = 0;
    mock.method(performance, 'now', () => real() + later);
    let given: Promise<void> | undefined;
    const others = Array.from({ length: COUNT - 4 }, (_, n) => n + 4);
    const end = await batch.run({
      atOnce: 1,
      pictureOf: batch.whenRead(3, async () => {
        given = give(others);
        await given;
        later = 60_000;
      }),
    });
    assert.ok(given !== undefined);
    await assertStored(batch.world.control, batch.products, end);
    // What was seen with the fourth one has been seen before it.
    const found = await kept();
    assert.ok(
      others.slice(1).every((n) => found.includes(n)),
      found.join(),
    );
  });

  it('before the second turn is kept', async () => {
    const BUSY = 5;
    await batch.world.control.fault({
      method: 'POST',
      path: batch.key(BUSY).id,
      answer: { status: 429, body: TOO_MANY },
      times: 3,
    });
    let sleeps = 0;
    const sleep = async (): Promise<void> => {
      sleeps += 1;
      await (sleeps === 2 ? give([BUSY]) : undefined);
    };
    const end = await batch.run({ clock: { sleep, random: () => 0.5 } });
    assert.ok(sleeps >= 2);
    await assertStored(batch.world.control, batch.products, end);
    assert.deepEqual(await kept(), [BUSY]);
  });

  it('by another run, since many were looked at, is kept', async () => {
    const others = [6, 8];
    const uploaded = others.map((n): Planned => ({
      key: batch.key(n),
      picture: pictureInMemory('theirs.jpg', theirs),
    }));
    let other: Promise<unknown> | undefined;
    const end = await batch.run({
      atOnce: 1,
      pictureOf: batch.whenRead(3, async () => {
        const second = new Window(batch.folder);
        other = second.resume(await second.create(uploaded), batch.crm, uploaded);
        await other;
      }),
    });
    assert.ok(other !== undefined);
    assert.deepEqual(kinds(end), { done: COUNT });
    for (const n of others) {
      assert.equal(await batch.stored(n), batch.products.hashes[n]);
    }
    assert.deepEqual(await kept(), others);
  });

  it('by a window that was killed at it, since many were looked at, is kept', async () => {
    const end = await batch.run({
      atOnce: 1,
      pictureOf: batch.whenRead(3, () =>
        batch.window.leases.hold(leaseOf(batch.key(6)), async (lease) => {
          await give([6]);
          await lease.leave('under way');
        }),
      ),
    });
    await assertStored(batch.world.control, batch.products, end);
    assert.deepEqual(await kept(), [6]);
  });

  it('while another window had the record is kept', async () => {
    const end = await batch.run({
      keeping: {
        ...(await batch.window.options(batch.products.planned)).keeping,
        // As where this window sleeps, and another one takes the lease meanwhile.
        leases: losingOnce(batch.window.leases, leaseOf(batch.key(0)), () => give([0])),
      },
    });
    await assertStored(batch.world.control, batch.products, end);
    assert.deepEqual(await kept(), [0]);
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
