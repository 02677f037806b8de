import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BeforeRun } from '../../../../src/batch/review/estimateWords.ts';
import { wordsOfEstimate } from '../../../../src/batch/review/estimateWords.ts';
import { estimate } from '../../../../src/batch/run/estimate.ts';

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

describe('words of an estimate', () => {
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
