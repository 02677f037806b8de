import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ROW_STATES } from '../../../../src/batch/page/messages.ts';
import { durationWords } from '../../../../src/batch/words/duration.ts';
import { pageTexts } from '../../../../src/batch/words/page.ts';
import { wordsOfRunProgress } from '../../../../src/batch/words/progress.ts';
import type { RunActivity, RunProgress } from '../../../../src/batch/run/progress.ts';
import type { Failure } from '../../../../src/zoho/failure.ts';

const COUNTS = {
  all: 900,
  notSent: 776,
  uploading: 4,
  uploaded: 120,
  pending: 0,
  skipped: 0,
  hadPhoto: 0,
  failed: 0,
  unknown: 0,
  undone: 0,
};

function progress(activity: RunActivity, more: Partial<RunProgress> = {}): RunProgress {
  return {
    bytes: 36_400_000,
    totalBytes: 270_000_000,
    counts: COUNTS,
    secondsLeft: 234,
    atOnce: 4,
    requests: 140,
    activity,
    ...more,
  };
}

const NOT_FOUND: Failure = {
  kind: 'host-not-found',
  host: 'www.zohoapis.eu',
  reason: 'ENOTFOUND',
  sentAll: false,
};

describe('words of a batch', () => {
  it('call no two states the same', () => {
    const words = Object.values(pageTexts().groups);
    assert.equal(words.length, ROW_STATES.length + 1);
    assert.equal(new Set(words).size, words.length);
  });

  it('say how far a run is', () => {
    assert.equal(
      wordsOfRunProgress(progress({ kind: 'uploading' })),
      '120 of 900 pictures, 36 of 270 MB, 4 minutes left',
    );
    assert.equal(
      wordsOfRunProgress(
        progress(
          { kind: 'uploading' },
          {
            bytes: 0,
            totalBytes: 4_260_000,
            counts: { ...COUNTS, all: 2004, notSent: 1, uploading: 0, uploaded: 2000, failed: 3 },
            secondsLeft: undefined,
          },
        ),
      ),
      '2,003 of 2,004 pictures (3 failed), 0 of 4.3 MB',
    );
  });

  it('say what it waits for', () => {
    const rest = '120 of 900 pictures, 36 of 270 MB';
    const said: Record<string, string> = {};
    const activities: readonly RunActivity[] = [
      { kind: 'paused' },
      { kind: 'canceling' },
      { kind: 'asking' },
      { kind: 'waiting', failure: NOT_FOUND, seconds: 12 },
      { kind: 'slowed', why: 'busy', seconds: 3 },
      { kind: 'looking' },
      { kind: 'over' },
    ];
    for (const activity of activities) {
      said[activity.kind] = wordsOfRunProgress(progress(activity));
    }
    assert.deepEqual(said, {
      paused: `Pausing, 4 still uploading: ${rest}`,
      canceling: `Canceling, 4 already sent, waiting for Zoho: ${rest}`,
      asking: `Waiting for your answer (see the notification). ${rest}`,
      waiting: `${rest}. www.zohoapis.eu wasn’t found (ENOTFOUND). Retrying within 12 seconds`,
      slowed: `${rest}, 4 minutes left. Zoho is busy. Retrying in 3 s`,
      looking: `Checking the last records: ${rest}`,
      over: rest,
    });
  });

  it('say that it is paused once nothing is being sent, and what failed or is unknown', () => {
    const counts = { ...COUNTS, uploading: 0, notSent: 780 };
    const paused = progress({ kind: 'paused' }, { counts });
    assert.equal(wordsOfRunProgress(paused), 'Paused: 120 of 900 pictures, 36 of 270 MB');
    const unknown = { ...counts, notSent: 779, unknown: 1 };
    const canceling = progress({ kind: 'canceling' }, { counts: unknown });
    assert.equal(
      wordsOfRunProgress(canceling),
      'Canceling: 121 of 900 pictures (1 unknown), 36 of 270 MB',
    );
  });

  it('never say that all of it has left before it has', () => {
    const nearly = progress({ kind: 'uploading' }, { bytes: 269_999_000 });
    assert.match(wordsOfRunProgress(nearly), /, 269 of 270 MB,/);
  });

  it('round times up', () => {
    const times = [0, 4, 41, 56, 60, 61, 3541, 3600, 4800].map(durationWords);
    assert.deepEqual(times, [
      '5 seconds',
      '5 seconds',
      '45 seconds',
      '1 minute',
      '1 minute',
      '2 minutes',
      '1 hour',
      '1 hour',
      '1 hour 20 minutes',
    ]);
  });
});
