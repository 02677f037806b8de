import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestrictTrigger } from '../../../../src/zoho/apiVersion.ts';
import type { Estimated } from '../../../../src/batch/review/estimate.ts';
import { estimate } from '../../../../src/batch/review/estimate.ts';
import { wordsOfEstimate } from '../../../../src/batch/words/estimate.ts';

const BEFORE: Estimated = {
  sizes: Array.from({ length: 812 }, () => 300_000),
  withPhoto: 38,
  unknownPhotos: 0,
  backupSizes: [],
  mostBackupBytes: 200_000_000,
};

function told(
  more: Partial<Estimated>,
  restricted: readonly RestrictTrigger[] = ['workflow'],
): { lines: string[]; warnings: string[] } {
  const estimated = { ...BEFORE, ...more };
  return wordsOfEstimate(estimated, estimate(estimated), restricted);
}

describe('the text of an estimate', () => {
  it('tells what a run will take', () => {
    assert.deepEqual(told({}), {
      lines: [
        'Uploads 812 pictures (243.6 MB) in about 3 minutes.',
        '38 records have photos, which will be replaced. Backups are kept on this machine for Undo (about 11.4 MB).',
        'Uses about 895 API credits (857 without backups).',
        'Skipped automations: workflow rules.',
      ],
      warnings: [],
    });
    assert.deepEqual(told({ sizes: [] }), { lines: ['Nothing to upload.'], warnings: [] });
  });

  it('says plainly what can’t be undone', () => {
    const [, replaced, credits] = told({ mostBackupBytes: 0 }).lines;
    assert.equal(
      replaced,
      '38 records have photos, which will be replaced. No backups are kept, so this can’t be undone.',
    );
    assert.equal(credits, 'Uses about 857 API credits.');
    const { warnings } = told({ mostBackupBytes: 1_000_000 });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /about 11\.4 MB, but the setting .* allows 1\.0 MB/);
  });

  it('tells what isn’t known, and which automations run', () => {
    const { lines } = told({ withPhoto: 0, unknownPhotos: 812 }, []);
    assert.match(
      lines[1] ?? '',
      /^812 records haven’t been checked for existing photos\. .*\(up to 243\.6 MB\)\.$/,
    );
    assert.equal(lines[2], 'Uses about 857 to 1,669 API credits.');
    assert.match(lines[3] ?? '', /automations run for each picture/);
    assert.equal(
      told({}, ['workflow', 'blueprint']).lines[3],
      'Skipped automations: workflow rules, blueprints.',
    );
    assert.equal(told({ withPhoto: 0 }).lines[1], 'None of the records has a photo yet.');
  });

  it('uses the singular for one picture', () => {
    const { lines } = told({ sizes: [300_000], withPhoto: 1 });
    assert.equal(lines[0], 'Uploads 1 picture (300 KB) in about 5 seconds.');
    assert.match(lines[1] ?? '', /^1 record has a photo, which will be replaced\./);
    assert.equal(told({ sizes: [1], withPhoto: 0 }).lines[1], 'The record has no photo yet.');
  });
});
