import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunPhase } from '../../../../src/batch/run/phase.ts';
import type { RunState } from '../../../../src/batch/run/runState.ts';
import { countsOf } from '../../../../src/batch/run/standing.ts';
import type { BatchFacts } from '../../../../src/batch/page/messages.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { sampleRun } from '../run/sampleRun.ts';

const { runFacts } = await import('../../../../src/batch/panel/runFacts.ts');

const ACCOUNT = sampleAccount();

const STATE: RunState = {
  run: sampleRun({ account: ACCOUNT.id }),
  items: ['1', '2'].map((id, n) => ({
    n,
    place: `file:///shots/${id}.jpg`,
    name: `${id}.jpg`,
    size: 300,
    key: { module: 'Products', id },
    ...(n === 0 && { ended: 'done' as const }),
  })),
  over: false,
  marksTell: false,
};

function factsIn(phase: RunPhase): BatchFacts {
  return runFacts(ACCOUNT, { state: STATE, phase, counts: countsOf(STATE) });
}

describe('above the pictures of an upload', () => {
  it('that another window has are its numbers, and nothing that controls it', () => {
    const { title, tab, lines, actions, isResting } = factsIn({ kind: 'elsewhere' });
    assert.equal(title, 'In another window: 2 photos to Products');
    assert.equal(tab, 'In another window: shots → Products');
    assert.equal(lines[0], '1 of 2 photos uploaded.');
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['show-log'],
    );
    assert.equal(isResting, false);
  });

  it('that was interrupted is what resumes it', () => {
    const { title, actions, isResting } = factsIn({ kind: 'resting' });
    assert.equal(title, 'Interrupted: 2 photos to Products');
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['resume', 'save-result', 'show-log'],
    );
    assert.equal(isResting, true);
  });
});
