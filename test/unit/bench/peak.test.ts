import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { peakIn } from '../../bench/peak.ts';

describe('the peak of a process', () => {
  it('is read from what Linux tells, in bytes', () => {
    assert.equal(
      peakIn('VmPeak:\t  999 kB\nVmHWM:\t   89400 kB\nVmRSS:\t   80000 kB\n'),
      91_545_600,
    );
  });

  it('is no number where it is not told', () => {
    assert.equal(peakIn('State:\tZ (zombie)\n'), NaN);
  });
});
