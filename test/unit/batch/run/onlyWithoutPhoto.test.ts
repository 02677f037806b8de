import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Runs } from '../../../../src/batch/run/runs.ts';
import { uploadsOf } from '../../../../src/batch/run/uploadsOf.ts';
import { jpeg } from '../../../pictures.ts';
import { ACCOUNT, Window } from './batchInTest.ts';
import { sha256 } from './catalogue.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

const WITH_PHOTO = [1, 4, 7];
const LOST = 3;

describe('a run for records without a photo', () => {
  const batch = runInTest();
  let theirs: Uint8Array;

  beforeEach(async () => {
    theirs = await jpeg({ width: 9, height: 9 });
  });

  async function give(): Promise<void> {
    for (const n of WITH_PHOTO) {
      await batch.put(n, theirs);
    }
  }

  function create(): Promise<string> {
    return batch.create({ onlyWithoutPhoto: true });
  }

  async function assertNothingReplaced(): Promise<void> {
    for (const n of batch.products.planned.keys()) {
      const theirOwn = WITH_PHOTO.includes(n) ? sha256(theirs) : batch.products.hashes[n];
      assert.equal(await batch.stored(n), theirOwn);
    }
  }

  it('replaces none that came after it was planned', async () => {
    const id = await create();
    await give();
    const end = await batch.resume(id);
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { done: COUNT - 3, 'has-photo': 3 });
    assert.equal(await batch.posts(), COUNT - 3);
    await assertNothingReplaced();
    const state = await batch.window.runs.read(id);
    assert.ok(state?.over);
    assert.equal(state.run.onlyWithoutPhoto, true);
    // Their files aren't what the records have.
    assert.ok(uploadsOf(state).every(({ photo }) => photo.kind !== 'unknown'));
    assert.deepEqual(await batch.window.photos.of(ACCOUNT), []);
  });

  for (const bytes of [200_000_000, 0]) {
    it(`looks at photos that their records don’t tell of, with room for ${bytes} bytes`, async () => {
      const { planned } = batch.products;
      const data = planned.map(({ key }) => ({ id: key.id, Product_Name: 'Mug' }));
      await give();
      await batch.world.control.fault({
        method: 'GET',
        path: 'Products\\?ids=',
        answer: { status: 200, body: { data } },
        times: 1,
      });
      batch.window = new Window(batch.folder, { bytes });
      const id = await create();
      const end = await batch.resume(id);
      assert.ok(typeof end === 'object');
      assert.deepEqual(kinds(end), { done: COUNT - 3, 'has-photo': 3 });
      assert.deepEqual(batch.window.asked, []);
      await assertNothingReplaced();
    });
  }

  it('fails where it can’t look, without a question, and tries again later', async () => {
    const { planned } = batch.products;
    const data = planned.map(({ key }) => ({ id: key.id, Product_Name: 'Mug' }));
    const { control } = batch.world;
    await give();
    const body = { code: 'INTERNAL_ERROR', details: {}, message: '', status: 'error' };
    await control.fault({
      method: 'GET',
      path: 'Products\\?ids=',
      answer: { status: 200, body: { data } },
    });
    await control.fault({
      method: 'GET',
      path: `${batch.key(LOST).id}/photo`,
      answer: { status: 403, body: { ...body, code: 'NO_PERMISSION' } },
      times: 0,
    });
    const id = await create();
    const end = await batch.resume(id);
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { done: COUNT - 4, 'has-photo': 3, failed: 1 });
    assert.deepEqual(batch.window.asked, []);
    assert.equal(await batch.stored(LOST), undefined);
    await control.endFaults();
    const again = await batch.resume(id);
    assert.ok(typeof again === 'object');
    assert.deepEqual(kinds(again), { done: COUNT - 3, 'has-photo': 3 });
  });

  it('doesn’t send again over a photo that came after a lost answer', async () => {
    await batch.reset('seed', { handsBack: 'png' });
    const { control } = batch.world;
    await control.fault({ method: 'POST', path: batch.key(LOST).id, cutBeforeAnswer: true });
    const id = await create();
    const end = await batch.resume(id);
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { done: COUNT });
    assert.equal(await batch.posts(), COUNT);
  });

  it('is read as any other where an earlier version planned it', async () => {
    const id = await batch.create();
    const state = await new Runs(`${batch.folder}/runs`, batch.window.leases).read(id);
    assert.equal(state?.run.onlyWithoutPhoto, undefined);
    await give();
    const end = await batch.resume(id);
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { done: COUNT });
  });
});
