import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failed, success } from '../../../../src/zoho/failure.ts';
import type { Profile } from '../../../emulator/emulator.ts';
import { jpeg } from '../../../pictures.ts';
import { ACCOUNT, changesOf } from './batchInTest.ts';
import { sha256 } from './catalogue.ts';
import { COUNT, runInTest } from './runInTest.ts';

describe('undo of all that a run changed', () => {
  const batch = runInTest();

  for (const profile of ['seed', 'newest', 'worst'] satisfies Profile[]) {
    it(`gives back what there was, ${profile}`, async () => {
      await batch.reset(profile);
      const old = await jpeg({ width: 8, height: 8 });
      for (const n of [0, 1, 2]) {
        await batch.put(n, old);
      }
      const id = await batch.create();
      await batch.resume(id);
      // What awaits approval cannot be looked at: somebody has to say that it may go.
      batch.window.answer = (question) => question !== 'sign-in-needed';
      for (const { key } of batch.products.planned) {
        await batch.world.control.approvePhoto(key.module, key.id);
      }
      const undone = await batch.undoAll(id);
      assert.deepEqual(
        undone.filter(({ became }) => became.kind === 'failed').map(({ became }) => became),
        [],
      );
      assert.equal(undone.length, COUNT);
      // Where neither mark nor bytes tell whose photo it is, one answer serves for all.
      assert.deepEqual(batch.window.asked, profile === 'worst' ? ['unsure'] : []);
      for (let n = 3; n < COUNT; n += 1) {
        assert.equal(await batch.stored(n), undefined);
      }
      if (profile === 'seed') {
        assert.equal(await batch.stored(0), sha256(old));
      }
      const [state] = await batch.window.runs.of(ACCOUNT);
      assert.deepEqual(state && changesOf(state), []);
    });
  }

  it('does not say that nothing was changed where an answer was lost and access ended', async () => {
    const lost = [2, 3];
    const id = await batch.create();
    await batch.resume(id);
    for (const n of lost) {
      await batch.world.control.fault({
        method: 'DELETE',
        path: batch.key(n).id,
        cutBeforeAnswer: true,
        times: 2,
      });
    }
    const token = await batch.world.control.issueAccessToken();
    const access = { kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' } as const;
    // It ends once the server has had both: what each was asked with was given before.
    const signedOut = batch.crmWith(async () => {
      const requests = await batch.world.control.requests();
      const had = lost.filter((n) =>
        requests.some(({ method, path }) => method === 'DELETE' && path.includes(batch.key(n).id)),
      );
      return had.length === lost.length ? failed(access) : success(token);
    });
    const undone = await batch.undoAll(id, signedOut, { atOnce: 1 });
    const failures = undone.flatMap(({ item, became }) =>
      became.kind === 'failed' ? [[item.n, became.reason] as const] : [],
    );
    const those = failures.map(([n]) => n);
    assert.deepEqual(
      those.filter((n) => lost.includes(n)),
      lost,
    );
    assert.ok(those.length > lost.length);
    for (const [n, reason] of failures) {
      const photo = lost.includes(n) ? 'unknown' : 'not-stored';
      assert.deepEqual(reason, { kind: 'failure', failure: access, photo }, String(n));
    }
    assert.ok(batch.window.asked.every((question) => question === access.kind));
    // What was undone although the answer was lost is nothing to ask about.
    batch.window.asked = [];
    const again = await batch.undoAll(id);
    assert.deepEqual(
      again.map(({ item, became }) => [item.n, became.kind]),
      those.map((n) => [n, lost.includes(n) ? 'had-none' : 'removed']),
    );
    assert.deepEqual(batch.window.asked, []);
  });

  it('tells what it waits for, and of those that a cancel has left', async () => {
    const id = await batch.create();
    await batch.resume(id);
    const cancel = new AbortController();
    const waits: (string | undefined)[] = [];
    await batch.world.control.fault({ method: 'DELETE', times: 0, cutBeforeAnswer: true });
    const undone = await batch.undoAll(id, batch.crm, {
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
    // Of some, the cancel could still see that they are undone.
    assert.ok(undone.every(({ became }) => ['canceled', 'removed'].includes(became.kind)));
    // Those whose answer was lost may be undone.
    assert.ok(undone.some(({ became }) => 'photo' in became && became.photo === 'unknown'));
    assert.ok(undone.some(({ became }) => 'photo' in became && became.photo === 'not-stored'));
  });

  it('asks once where others have been changed meanwhile, and leaves those', async () => {
    const id = await batch.create();
    await batch.resume(id);
    const theirs = await jpeg({ width: 9, height: 9 });
    for (const n of [1, 2]) {
      await batch.put(n, theirs);
    }
    const undone = await batch.undoAll(id);
    assert.deepEqual(batch.window.asked, ['replaced']);
    assert.equal(undone.filter(({ became }) => became.kind === 'removed').length, COUNT - 2);
    assert.equal(await batch.stored(1), sha256(theirs));
  });
});
