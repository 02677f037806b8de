import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pictureInMemory } from '../../../../src/image/picture.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import {
  losingTo,
  nearOf,
  reviewStateOf,
  targetOf,
  withRecord,
} from '../../../../src/batch/review/reviewed.ts';
import type { MatchedRecord } from '../../../../src/batch/match/match.ts';

function recordOf(id: string): MatchedRecord {
  return { key: { module: 'Products', id }, name: `Article ${id}`, photoMark: null };
}

function reviewed(n: number, more: Partial<Reviewed> = {}): Reviewed {
  const picture = pictureInMemory(`${n}.jpg`, new Uint8Array(9));
  return {
    n,
    records: 1,
    path: `${n}.jpg`,
    place: `file:///${n}.jpg`,
    size: 9,
    inspected: { picture, format: 'JPEG', width: 3, height: 3, size: 9, zone: 'fine' },
    isFitted: false,
    found: { kind: 'record', record: recordOf(`${n}`), value: `${n}` },
    isSame: false,
    out: false,
    ...more,
  };
}

describe('a picture before the run', () => {
  const refused = { refusal: { kind: 'not-a-picture' } } as const;

  it('goes up to the record that it found', () => {
    assert.equal(reviewStateOf(reviewed(1), true).kind, 'ready');
    assert.deepEqual(targetOf(reviewed(1), true), recordOf('1'));
  });

  it('does not where it was taken out', () => {
    assert.equal(targetOf(reviewed(1, { out: true }), true), undefined);
  });

  it('that cannot be read stays, whatever it found; one of which a version is made does not', () => {
    assert.equal(reviewStateOf(reviewed(1, { inspected: refused }), true).kind, 'unreadable');
    assert.equal(
      reviewStateOf(reviewed(1, { inspected: refused, isFitted: true }), true).kind,
      'ready',
    );
  });

  it('that its record has stays only while what has not changed is left out', () => {
    const same = reviewed(1, { isSame: true });
    assert.equal(reviewStateOf(same, true).kind, 'same');
    assert.equal(targetOf(same, true), undefined);
    assert.deepEqual(targetOf(same, false), recordOf('1'));
  });

  it('is given another record, and is in again; the one that had it is left over', () => {
    const all = [reviewed(0), reviewed(1), reviewed(2, { out: true })];
    const [first, second, third] = withRecord(all, 2, recordOf('1'), false);
    assert.deepEqual(first, all[0]);
    assert.deepEqual(losingTo(all, 2, recordOf('1')), [all[1]]);
    assert.deepEqual(losingTo(all, 1, recordOf('1')), []);
    assert.deepEqual(second?.found, {
      kind: 'left-over',
      why: 'another-picture',
      record: recordOf('1'),
      by: '2.jpg',
    });
    assert.ok(third !== undefined);
    assert.deepEqual(targetOf(third, true), recordOf('1'));
  });

  it('takes no record from another, and is offered none, where it cannot be sent', () => {
    const found = { kind: 'no-record', value: 'x', near: [recordOf('1')] } as const;
    const broken = reviewed(0, { inspected: refused, found });
    const [first, second] = withRecord([broken, reviewed(1)], 0, recordOf('1'), false);
    assert.equal(first && targetOf(first, true), undefined);
    assert.deepEqual(second && targetOf(second, true), recordOf('1'));
    assert.deepEqual(nearOf(broken), []);
    assert.deepEqual(nearOf(reviewed(0, { found })), [recordOf('1')]);
    const fitted = { ...broken, isFitted: true };
    const [, lost] = withRecord([fitted, reviewed(1)], 0, recordOf('1'), false);
    assert.equal(lost?.found.kind, 'left-over');
  });

  it('keeps a record of the same id in another module to whoever has it', () => {
    const lead = { ...recordOf('1'), key: { module: 'Leads', id: '1' } };
    const [, second] = withRecord([reviewed(0), reviewed(1)], 0, lead, false);
    assert.deepEqual(second && targetOf(second, true), recordOf('1'));
  });
});
