import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Tally } from '../../../../src/batch/run/progress.ts';

describe('what is told of a run', () => {
  it('rate and time left, once there is something to tell', () => {
    let now = 0;
    const tally = new Tally([100_000, 100_000, 100_000, 100_000], { now: () => now });
    const told = () => tally.progress({ atOnce: 4, requests: 0 }, { kind: 'uploading' });
    tally.sent(0, 0.5);
    assert.deepEqual(
      [told().bytes, told().secondsLeft, told().counts.uploading],
      [50_000, undefined, 1],
    );
    now = 5000;
    tally.put(0, 'done');
    now = 10_000;
    tally.put(1, 'done');
    assert.equal(told().bytes, 200_000);
    assert.equal(told().secondsLeft, 12);
  });

  it('what comes again has sent nothing', () => {
    const tally = new Tally([100, 100]);
    tally.sent(0, 1);
    tally.put(0, 'waiting');
    const { bytes, counts } = tally.progress({ atOnce: 4, requests: 0 }, { kind: 'uploading' });
    assert.deepEqual([bytes, counts.notSent, counts.uploading], [0, 2, 0]);
  });
});
