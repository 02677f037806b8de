import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { liveRuns } from '../../../../src/batch/run/liveRuns.ts';

describe('the runs of a window', () => {
  it('tell what changes about them, until nobody listens', () => {
    const told: unknown[] = [];
    const listening = liveRuns.onDidChange((id) => told.push([id, liveRuns.progressOf(id)?.kind]));
    const undo = { kind: 'undo', progress: { over: 1, of: 2, waitsFor: undefined } } as const;
    liveRuns.progressed('a', undo);
    liveRuns.changed('b');
    liveRuns.progressed('a', undefined);
    listening.dispose();
    liveRuns.changed('a');
    assert.deepEqual(told, [
      ['a', 'undo'],
      ['b', undefined],
      ['a', undefined],
    ]);
  });
});
