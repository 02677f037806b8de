import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparisonOf, inStep } from '../../../../src/batch/review/comparison.ts';
import { comparedLine } from '../../../../src/batch/words/review.ts';
import {
  foundRecord,
  recordOf,
  REFUSED,
  reviewed,
  stateOf,
  uncheckedRecordOf,
} from './reviewedInTest.ts';

const crm = (n: number): ReturnType<typeof foundRecord> => foundRecord(recordOf(`${n}`, 'theirs'));

describe('the comparison with the last upload', () => {
  it('says in one line what has changed on either side', () => {
    const compared = comparisonOf(
      stateOf(
        reviewed(0),
        reviewed(1, crm(1)),
        reviewed(2, { ...crm(2), isUnchanged: true }),
        reviewed(3, { ...crm(3), since: 'here' }),
        reviewed(4, { ...crm(4), since: 'in-crm', isExcluded: true }),
        reviewed(5, { since: 'removed' }),
        reviewed(6, { ...crm(6), since: 'both' }),
        reviewed(7, { ...crm(7), since: 'unsure' }),
        reviewed(8, { found: { kind: 'no-record', value: 'x' } }),
      ),
    );
    assert.ok(compared !== undefined);
    assert.equal(
      comparedLine(compared),
      'Since your last upload: 3 changed in the CRM, 1 changed here, 1 unchanged, 1 unknown, 1 without a photo, and 1 with a photo from elsewhere.',
    );
    assert.equal(compared.heldBack, 1);
    assert.equal(compared.restored, 1);
    assert.equal(compared.replaced, 1);
  });

  it('claims nothing of pictures that can’t be read, nor of records that don’t tell', () => {
    const state = stateOf(
      reviewed(0, { ...crm(0), isUnchanged: true }),
      reviewed(1, { ...crm(1), inspected: REFUSED }),
      reviewed(2, foundRecord(uncheckedRecordOf('2'))),
    );
    const compared = comparisonOf(state);
    assert.ok(compared !== undefined);
    assert.equal(comparedLine(compared), 'Since your last upload: 1 unchanged and 1 unknown.');
    assert.equal(comparisonOf(stateOf(...state.pictures.slice(1))), undefined);
  });

  it('is none before the first upload', () => {
    assert.equal(comparisonOf(stateOf(reviewed(0), reviewed(1, crm(1)))), undefined);
  });

  it('is in step only if every picture is unchanged', () => {
    const same = [0, 1].map((n) => reviewed(n, { ...crm(n), isUnchanged: true }));
    assert.equal(inStep(stateOf(...same)), 2);
    assert.equal(inStep({ ...stateOf(...same), skipsUnchanged: false }), 0);
    for (const other of [
      reviewed(2),
      reviewed(2, { ...crm(2), since: 'in-crm', isExcluded: true }),
      reviewed(2, { ...crm(2), since: 'unsure' }),
      reviewed(2, { ...crm(2), isUnchanged: true, isExcluded: true }),
      reviewed(2, { found: { kind: 'no-record', value: 'x' } }),
    ]) {
      assert.equal(inStep(stateOf(...same, other)), 0);
    }
    assert.equal(inStep(stateOf()), 0);
  });
});
