import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearOf, readinessOf, targetOf } from '../../../../src/batch/review/reviewed.ts';
import { recordOf, REFUSED, reviewed } from './reviewedInTest.ts';

describe('a picture in the review', () => {
  it('is uploaded to the record that it matched', () => {
    assert.equal(readinessOf(reviewed(1), { skipsUnchanged: true }).kind, 'ready');
    assert.deepEqual(targetOf(reviewed(1), { skipsUnchanged: true }), recordOf('1'));
  });

  it('isn’t uploaded if it is excluded', () => {
    assert.equal(targetOf(reviewed(1, { isExcluded: true }), { skipsUnchanged: true }), undefined);
  });

  it('isn’t uploaded if it can’t be read, but is if it will be resized', () => {
    assert.equal(
      readinessOf(reviewed(1, { inspected: REFUSED }), { skipsUnchanged: true }).kind,
      'unreadable',
    );
    assert.equal(
      readinessOf(reviewed(1, { inspected: REFUSED, isFitted: true }), { skipsUnchanged: true })
        .kind,
      'ready',
    );
  });

  it('isn’t uploaded if it is unchanged and those are skipped', () => {
    const same = reviewed(1, { isUnchanged: true });
    assert.equal(readinessOf(same, { skipsUnchanged: true }).kind, 'unchanged');
    assert.equal(targetOf(same, { skipsUnchanged: true }), undefined);
    assert.deepEqual(targetOf(same, { skipsUnchanged: false }), recordOf('1'));
  });

  it('has no similar records if it can’t be sent', () => {
    const found = { kind: 'no-record', value: 'x', near: [recordOf('1')] } as const;
    assert.deepEqual(nearOf(reviewed(0, { inspected: REFUSED, found })), []);
    assert.deepEqual(nearOf(reviewed(0, { found })), [recordOf('1')]);
  });
});
