import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearOf, readinessOf, targetOf } from '../../../../src/batch/review/reviewed.ts';
import { recordOf, REFUSED, reviewed } from './reviewedInTest.ts';

describe('a picture before the run', () => {
  it('is uploaded to the record that it found', () => {
    assert.equal(readinessOf(reviewed(1), true).kind, 'ready');
    assert.deepEqual(targetOf(reviewed(1), true), recordOf('1'));
  });

  it('is not where it was excluded', () => {
    assert.equal(targetOf(reviewed(1, { isExcluded: true }), true), undefined);
  });

  it('that cannot be read stays, whatever it found; one of which a version is made does not', () => {
    assert.equal(readinessOf(reviewed(1, { inspected: REFUSED }), true).kind, 'unreadable');
    assert.equal(
      readinessOf(reviewed(1, { inspected: REFUSED, isFitted: true }), true).kind,
      'ready',
    );
  });

  it('that its record has stays only while what is unchanged is skipped', () => {
    const same = reviewed(1, { isUnchanged: true });
    assert.equal(readinessOf(same, true).kind, 'unchanged');
    assert.equal(targetOf(same, true), undefined);
    assert.deepEqual(targetOf(same, false), recordOf('1'));
  });

  it('is offered no record where it cannot be sent', () => {
    const found = { kind: 'no-record', value: 'x', near: [recordOf('1')] } as const;
    assert.deepEqual(nearOf(reviewed(0, { inspected: REFUSED, found })), []);
    assert.deepEqual(nearOf(reviewed(0, { found })), [recordOf('1')]);
  });
});
