import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { median, summary } from '../../bench/statistics.ts';

describe('statistics of measurements', () => {
  it('takes the middle one, or the middle between two', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.equal(median([7]), 7);
  });

  it('tells how far they spread', () => {
    assert.deepEqual(summary([50, 10, 30, 20, 40]), {
      median: 30,
      lowerQuartile: 20,
      upperQuartile: 40,
    });
  });

  it('does not depend on their order, and leaves it as it is', () => {
    const numbers = fc.array(fc.integer(), { minLength: 1 });
    fc.assert(
      fc.property(numbers, (values) => {
        const before = [...values];
        assert.deepEqual(summary(values), summary(values.toReversed()));
        assert.deepEqual(values, before);
      }),
    );
  });

  it('has no answer for none', () => {
    assert.throws(() => median([]), RangeError);
  });
});
