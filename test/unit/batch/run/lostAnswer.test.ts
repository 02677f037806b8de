import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import type { BatchOptions } from '../../../../src/batch/run/runOptions.ts';
import { failed } from '../../../../src/zoho/failure.ts';
import { assertStored } from './faults.ts';
import { runInTest } from './runInTest.ts';

describe('an answer that was lost in a run', () => {
  const batch = runInTest();

  const LOST = 3;
  let old: string;

  beforeEach(async () => {
    old = await batch.putOld();
    await batch.world.control.fault({
      method: 'POST',
      path: batch.key(LOST).id,
      cutBeforeAnswer: true,
    });
  });

  /** Calls back when the picture whose answer was lost has its second turn. */
  function onSecondTurn(then: () => void): BatchOptions['pictureOf'] {
    let turns = 0;
    return ({ n }) => {
      turns += n === LOST ? 1 : 0;
      if (n === LOST && turns === 2) {
        then();
      }
      return batch.pictureOf(n);
    };
  }

  async function assertUndone(id: string): Promise<void> {
    assert.equal(await batch.stored(LOST), batch.products.hashes[LOST]);
    await batch.undoAll(id);
    assert.equal(await batch.stored(LOST), old);
  }

  it('is made up for although the file is gone', async () => {
    const id = await batch.create();
    const end = await batch.resume(id, {
      pictureOf: onSecondTurn(() => {
        rmSync(path.join(batch.products.folder, `${LOST}.jpg`));
      }),
    });
    await assertStored(batch.world.control, batch.products, end);
    await assertUndone(id);
  });

  it('is made up for whatever became of its file and of the access meanwhile', async () => {
    const id = await batch.create();
    const cancel = new AbortController();
    await batch.resume(id, {
      signal: cancel.signal,
      pictureOf: onSecondTurn(() => {
        cancel.abort();
      }),
    });
    await rm(batch.products.folder, { recursive: true });
    // The way to Zoho is closed: nobody is told that it was not stored.
    const signedOut = batch.crmWith(() =>
      failed({ kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' }),
    );
    for (let go = 0; go < 2; go += 1) {
      const end = await batch.window.resume(id, signedOut, batch.products.planned, { atOnce: 1 });
      assert.ok(typeof end === 'object');
      assert.equal(end.standings[LOST], 'unknown');
      const reason = end.reasons.get(LOST);
      assert.ok(reason?.kind === 'failure');
      assert.equal(reason.photo, 'unknown');
    }
    const end = await batch.resume(id);
    assert.ok(typeof end === 'object');
    assert.equal(end.standings[LOST], 'done');
    await assertUndone(id);
  });
});
