import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OpenRun } from '../../../../src/batch/run/openRuns.ts';
import { OpenRuns } from '../../../../src/batch/run/openRuns.ts';

const RUN = {} as OpenRun;

describe('the runs that are followed in a window', () => {
  it('are known for as long as they are followed, however that ends', async () => {
    const open = new OpenRuns();
    assert.equal(open.get('a'), undefined);
    const told = await open.while('a', RUN, () => {
      assert.equal(open.get('a'), RUN);
      assert.equal(open.get('b'), undefined);
      return Promise.resolve('over');
    });
    assert.equal(told, 'over');
    assert.equal(open.get('a'), undefined);
    const failing = open.while('a', RUN, () => Promise.reject(new Error('a bug')));
    await assert.rejects(failing, /a bug/);
    assert.equal(open.get('a'), undefined);
  });

  it('tell when one begins, progresses, and ends, until nobody listens', async () => {
    const open = new OpenRuns();
    const told: unknown[] = [];
    const listening = open.onDidChange((id) => told.push([id, open.liveOf(id)?.kind]));
    const undo = { kind: 'undo', progress: { over: 1, of: 2, waitsFor: undefined } } as const;
    await open.while('a', RUN, () => {
      open.progressed('a', undo);
      open.progressed('a', undefined);
      return Promise.resolve();
    });
    assert.deepEqual(told, [
      ['a', undefined],
      ['a', 'undo'],
      ['a', undefined],
      ['a', undefined],
    ]);
    listening.dispose();
    open.changed('a');
    assert.equal(told.length, 4);
  });
});
