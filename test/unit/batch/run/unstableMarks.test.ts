import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertStored } from './faults.ts';
import { kinds, runInTest } from './runInTest.ts';

const LOST = 3;
/** A server between us and Zoho gives up, and Zoho has never heard of it. */
const GAVE_UP = { status: 504, body: '<html>' };

describe('a Record_Image that is another at each read', () => {
  const batch = runInTest();

  for (const recordImageChanges of [true, false]) {
    const switches = { recordImageStays: false, recordImageChanges };

    it(`is no proof that a lost upload was carried out (changes: ${recordImageChanges})`, async () => {
      await batch.reset('seed', switches);
      const old = await batch.putOld();
      const { control } = batch.world;
      const path = batch.key(LOST).id;
      await control.fault({ method: 'POST', path, answer: GAVE_UP, times: 3 });
      const id = await batch.create();
      const end = await batch.resume(id);
      await assertStored(control, batch.products, end);
      assert.equal(await batch.stored(LOST), batch.products.hashes[LOST]);
      await batch.undoAll(id);
      assert.equal(await batch.stored(LOST), old);
    });

    it(`is nothing that an undo asks about (changes: ${recordImageChanges})`, async () => {
      await batch.reset('seed', switches);
      const old = await batch.putOld();
      const id = await batch.create();
      await batch.resume(id);
      const undone = await batch.undoAll(id);
      assert.deepEqual(new Set(undone.map(({ became }) => became.kind)), new Set(['done']));
      for (const n of batch.products.planned.keys()) {
        assert.equal(await batch.stored(n), old);
      }
    });
  }

  it('makes no picture count as unchanged', async () => {
    await batch.reset('seed', { recordImageStays: false });
    await batch.putOld();
    await batch.run();
    const again = await batch.run({ skipsUnchanged: true });
    assert.deepEqual(kinds(again), { done: batch.products.planned.length });
  });
});
