import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { estimate } from '../../../../src/batch/review/estimate.ts';

describe('an estimate', () => {
  const sizes = Array.from({ length: 200 }, () => 300_000);

  it('tells credits with and without backups, and whether the backups fit', () => {
    const asked = {
      sizes,
      withPhoto: 150,
      unknownPhotos: 0,
      backupSizes: [],
      mostBackupBytes: 50_000_000,
    };
    assert.deepEqual(estimate(asked), {
      credits: 362,
      creditsAtLeast: 362,
      creditsWithoutBackups: 212,
      backupBytes: 45_000_000,
      fits: true,
      // 350 requests of 0.6 s, four at once, take longer than sending the bytes.
      seconds: 52.5,
    });
    // Existing backups are larger than the pictures to upload.
    assert.equal(estimate({ ...asked, backupSizes: [1_000_000, 500_000] }).fits, false);
    const off = estimate({ ...asked, mostBackupBytes: 0 });
    assert.deepEqual([off.credits, off.backupBytes, off.fits], [212, 0, true]);
  });

  it('assumes that records which weren’t checked may have a photo', () => {
    const asked = {
      sizes,
      withPhoto: 50,
      unknownPhotos: 100,
      backupSizes: [],
      mostBackupBytes: 40_000_000,
    };
    const { credits, creditsAtLeast, backupBytes, fits } = estimate(asked);
    assert.deepEqual([credits, creditsAtLeast, backupBytes, fits], [362, 262, 45_000_000, false]);
    const off = estimate({ ...asked, mostBackupBytes: 0 });
    assert.deepEqual([off.credits, off.creditsAtLeast, off.fits], [212, 212, true]);
  });
});
