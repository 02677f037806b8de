import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { BatchEnd, BatchResult } from '../../../../src/batch/run/engine.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { shown } from '../../ui/stubbedMessages.ts';

const { tellBatch } = await import('../../../../src/batch/panel/report.ts');

const ACCOUNT = sampleAccount();

function result(n: number, isDone: boolean): BatchResult {
  const key = { module: 'Products', id: String(n) };
  return {
    n,
    name: `${n}.jpg`,
    key,
    outcome: isDone
      ? {
          kind: 'done',
          record: { key, name: 'Mug', photoMark: null },
          change: { account: '1', key, before: { kind: 'none' }, after: { kind: 'unknown' } },
        }
      : { kind: 'cancelled', photo: 'not-stored' },
  };
}

describe('what is told of a run', () => {
  beforeEach(() => {
    shown.length = 0;
  });

  it('that the credits are used up, and how to go on: not at once', async () => {
    const end: BatchEnd = {
      results: [result(0, true), result(1, false)],
      requests: 3,
      end: 'credits-used-up',
    };
    await tellBatch(ACCOUNT, end);
    await tellBatch(ACCOUNT, { ...end, end: 'cancelled' });
    const [usedUp, cancelled] = shown;
    assert.equal(usedUp?.severity, 'warning');
    assert.match(
      usedUp.text,
      /^1 of 2 photos uploaded .* 1 not sent yet\. Your organization has used up its API credits for now\. .* “Resume Upload…”\.$/,
    );
    assert.deepEqual(usedUp.buttons, ['Show Results', 'Undo All…']);
    assert.deepEqual(cancelled?.buttons, ['Show Results', 'Go On', 'Undo All…']);
  });

  it('of how many it is not known, apart from those that were not sent', async () => {
    const lost: BatchResult = {
      ...result(1, false),
      outcome: { kind: 'cancelled', photo: 'unknown' },
    };
    await tellBatch(ACCOUNT, {
      results: [result(0, true), lost, result(2, false), result(3, false)],
      requests: 3,
      end: 'cancelled',
    });
    assert.equal(
      shown[0]?.text,
      '1 of 4 photos uploaded to Northwind Traders (PRODUCTION). 2 not sent yet. Of 1 it is not known: going on finds out.',
    );
  });
});
