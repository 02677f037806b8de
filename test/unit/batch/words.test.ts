import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ROW_STATES } from '../../../src/batch/page/messages.ts';
import type { BeforeRun } from '../../../src/batch/words.ts';
import {
  BATCH_WORDS,
  timeWords,
  wordsOfEstimate,
  wordsOfRunProgress,
} from '../../../src/batch/words.ts';
import { estimate } from '../../../src/batch/run/estimate.ts';
import type { RunActivity, RunProgress } from '../../../src/batch/run/progress.ts';
import type { Failure } from '../../../src/zoho/failure.ts';

const COUNTS = {
  waiting: 776,
  'under-way': 4,
  done: 120,
  'awaiting-approval': 0,
  skipped: 0,
  cancelled: 0,
  failed: 0,
  left: 0,
};

function progress(activity: RunActivity, more: Partial<RunProgress> = {}): RunProgress {
  return {
    bytes: 36_400_000,
    totalBytes: 270_000_000,
    counts: COUNTS,
    bytesPerSecond: 1_000_000,
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

const BEFORE: BeforeRun = {
  sizes: Array.from({ length: 812 }, () => 300_000),
  withPhoto: 38,
  unknownPhotos: 0,
  seconds: 290,
  mostBytes: 200_000_000,
  restricted: ['workflow'],
};

function told(more: Partial<BeforeRun>): { lines: string[]; warnings: string[] } {
  const before = { ...BEFORE, ...more };
  return wordsOfEstimate(before, estimate({ ...before, keptSizes: [] }));
}

describe('words of a batch', () => {
  it('call no two states the same', () => {
    const words = Object.values(BATCH_WORDS);
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
            counts: { ...COUNTS, waiting: 1, 'under-way': 0, done: 2000, failed: 3 },
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
      paused: `Paused: ${rest}`,
      asking: `Waiting for your answer: see the notification. ${rest}`,
      waiting: `${rest}. www.zohoapis.eu was not found (ENOTFOUND). Trying again within 12 seconds`,
      slowed: `${rest}, 4 minutes left. Zoho is busy, trying again in 3 s`,
      looking: `Looking at the last records: ${rest}`,
      over: rest,
    });
  });

  it('never say that all of it has left before it has', () => {
    const nearly = progress({ kind: 'uploading' }, { bytes: 269_999_000 });
    assert.match(wordsOfRunProgress(nearly), /, 269 of 270 MB,/);
  });

  it('round times up', () => {
    const times = [0, 4, 41, 56, 60, 61, 3541, 3600, 4800].map(timeWords);
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

  it('say what a run takes before it begins', () => {
    assert.deepEqual(told({}), {
      lines: [
        '812 pictures go up, 243.6 MB, in about 5 minutes.',
        '38 records have a photo, which is replaced. Copies are kept on this machine, about 11.4 MB: Undo brings them back.',
        'About 895 API credits, 857 without keeping replaced photos.',
        'Workflow rules do not run because of it.',
      ],
      warnings: [],
    });
    assert.deepEqual(told({ sizes: [] }), { lines: ['No picture goes up.'], warnings: [] });
  });

  it('say plainly what cannot be undone', () => {
    const [, replaced, credits] = told({ mostBytes: 0 }).lines;
    assert.equal(
      replaced,
      '38 records have a photo, which is replaced. No copies are kept: this cannot be undone.',
    );
    assert.equal(credits, 'About 857 API credits.');
    const { warnings } = told({ mostBytes: 1_000_000 });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /about 11\.4 MB, and the setting .* allows 1\.0 MB/);
  });

  it('say what is not known, and what runs in the CRM', () => {
    const { lines } = told({
      withPhoto: 0,
      unknownPhotos: 812,
      restricted: [],
      seconds: undefined,
    });
    assert.equal(lines[0], '812 pictures go up, 243.6 MB.');
    assert.match(
      lines[1] ?? '',
      /^Of 812 records it is not known yet whether .*, up to 243\.6 MB:/,
    );
    assert.equal(lines[2], 'About 857 to 1,669 API credits.');
    assert.match(lines[3] ?? '', /automation of the CRM run for each picture/);
    assert.equal(
      told({ restricted: ['workflow', 'blueprint'] }).lines[3],
      'Workflow rules, blueprints do not run because of it.',
    );
    assert.equal(told({ withPhoto: 0 }).lines[1], 'None of the records has a photo yet.');
  });
});
