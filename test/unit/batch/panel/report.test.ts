import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { RunCounts } from '../../../../src/batch/run/standing.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { shown } from '../../ui/stubbedMessages.ts';

const { tellBatch, tellBatchUndone } = await import('../../../../src/batch/panel/report.ts');

const ACCOUNT = sampleAccount();

function counts(more: Partial<RunCounts>): RunCounts {
  return {
    all: 4,
    uploaded: 1,
    pending: 0,
    skipped: 0,
    hadPhoto: 0,
    failed: 0,
    undone: 0,
    uploading: 0,
    unknown: 0,
    notSent: 0,
    undoable: 1,
    ...more,
  };
}

describe('what is told of a run', () => {
  beforeEach(() => {
    shown.length = 0;
  });

  it('that the credits are used up, and how to resume: not at once', async () => {
    const rest = counts({ all: 2, notSent: 1 });
    await tellBatch(ACCOUNT, rest, 'credits-used-up');
    await tellBatch(ACCOUNT, rest, 'canceled');
    const [usedUp, canceled] = shown;
    assert.equal(usedUp?.severity, 'warning');
    assert.match(
      usedUp.text,
      /^1 of 2 photos uploaded .* 1 not sent yet\. Your organization has used up its API credits.* “Resume or View Uploads…”\.$/,
    );
    assert.deepEqual(usedUp.buttons, ['Show Results', 'Undo All…']);
    assert.equal(canceled?.severity, 'info');
    assert.deepEqual(canceled.buttons, ['Show Results', 'Resume', 'Undo All…']);
  });

  it('of how many the status is unknown, apart from those that were not sent', async () => {
    await tellBatch(ACCOUNT, counts({ unknown: 1, notSent: 2 }), 'canceled');
    assert.equal(
      shown[0]?.text,
      '1 of 4 photos uploaded to Northwind Traders (PRODUCTION). 2 not sent yet. Status of 1 unknown. Resume to check.',
    );
  });

  it('that some failed, and that they can be retried once nothing else is left', async () => {
    await tellBatch(ACCOUNT, counts({ uploaded: 3, failed: 1, undoable: 3 }), 'over');
    assert.equal(shown[0]?.severity, 'warning');
    assert.deepEqual(shown[0].buttons, ['Show Results', 'Retry Failed', 'Undo All…']);
  });

  it('that progress could not be saved, and that the disk is full where it is', async () => {
    await tellBatch(ACCOUNT, counts({ unknown: 1 }), { code: 'ENOSPC' });
    await tellBatch(ACCOUNT, counts({ unknown: 1 }), { code: 'EIO' });
    assert.match(shown[0]?.text ?? '', /disk full/);
    assert.match(shown[1]?.text ?? '', /EIO/);
  });

  it('nothing but the count where all is well', async () => {
    await tellBatch(ACCOUNT, counts({ uploaded: 4, undoable: 0 }), 'over');
    assert.equal(shown[0]?.severity, 'info');
    assert.equal(shown[0].text, '4 of 4 photos uploaded to Northwind Traders (PRODUCTION).');
    assert.deepEqual(shown[0].buttons, ['Show Results']);
  });

  it('of an undo that was canceled, what is left and that it can be undone too', async () => {
    const key = { module: 'Products', id: '1' };
    const item = { n: 0, place: '', name: 'a.jpg', size: 1, key };
    const record = { key, name: 'Mug', photoMark: null };
    const change = {
      account: '1',
      key,
      before: { kind: 'none' },
      after: { kind: 'none' },
    } as const;
    await tellBatchUndone(ACCOUNT, [
      { item, became: { kind: 'removed', record, change } },
      { item, became: { kind: 'canceled', photo: 'not-stored' } },
    ]);
    assert.equal(shown[0]?.severity, 'info');
    assert.match(shown[0].text, /^1 of 2 changes undone in .* 1 left unchanged\.$/);
    assert.deepEqual(shown[0].buttons, ['Show Results', 'Undo the Rest…']);
  });
});
