import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MatchedRecord } from '../../../../src/batch/match/match.ts';
import type { ReviewState } from '../../../../src/batch/review/reviewState.ts';
import {
  changedSince,
  reviewCounts,
  losingTo,
  stillToUpload,
  toUpload,
  unmatched,
  withExcluded,
  withCheckedPhotos,
  withExclusions,
  withRecord,
  withUnknownPhoto,
} from '../../../../src/batch/review/reviewState.ts';
import {
  foundRecord,
  recordOf,
  REFUSED,
  reviewed,
  stateOf,
  uncheckedRecordOf,
} from './reviewedInTest.ts';

/** The numbers of the pictures to upload, with the IDs of their records. */
function going(state: ReviewState): [number, string][] {
  return toUpload(state).map(({ reviewed: { n }, record }) => [n, record.key.id]);
}

const NEW = { isUnchanged: false };

describe('the state of a review', () => {
  const state = stateOf(reviewed(0), reviewed(1), reviewed(2));

  it('stays as the person excluded pictures when they are matched again', () => {
    const before = [
      reviewed(0, { isExcluded: true }),
      // Excluded by the comparison with the record that it had.
      reviewed(1, { isExcluded: true, since: 'in-crm' }),
      reviewed(2),
    ];
    const again = withExclusions([reviewed(0), reviewed(1), reviewed(2)], before);
    assert.deepEqual(
      again.map(({ isExcluded }) => isExcluded),
      [true, false, false],
    );
  });

  it('excludes and includes pictures, and leaves the others untouched', () => {
    const excluded = withExcluded(state, [0, 2], true);
    assert.deepEqual(going(excluded), [[1, '1']]);
    assert.equal(excluded.pictures[1], state.pictures[1]);
    assert.deepEqual(going(withExcluded(excluded, [2], false)), [
      [1, '1'],
      [2, '2'],
    ]);
  });

  it('assigns another record to a picture and includes it; the one that had it loses it', () => {
    const before = withExcluded(state, [2], true);
    assert.deepEqual(losingTo(before, 2, recordOf('1')), [before.pictures[1]]);
    assert.deepEqual(losingTo(before, 1, recordOf('1')), []);
    const after = withRecord(before, 2, recordOf('1'), NEW);
    assert.deepEqual(after.pictures[0], before.pictures[0]);
    assert.deepEqual(after.pictures[1]?.found, {
      kind: 'not-selected',
      why: 'another-picture',
      record: recordOf('1'),
      by: '2.jpg',
    });
    assert.deepEqual(going(after), [
      [0, '0'],
      [2, '1'],
    ]);
  });

  it('keeps what a record matched only if it’s one of those that match', () => {
    const records = [recordOf('7'), recordOf('8')];
    const several = stateOf(
      reviewed(0, { found: { kind: 'several-records', value: 'A', records } }),
    );
    const value = (record: MatchedRecord): string => {
      const found = withRecord(several, 0, record, NEW).pictures[0]?.found;
      assert.ok(found?.kind === 'record');
      return found.value;
    };
    assert.equal(value({ ...recordOf('7'), among: records }), 'A');
    assert.equal(value(recordOf('9')), '');
  });

  it('skips a picture whose new record already has it', () => {
    const after = withRecord(state, 2, recordOf('7'), { isUnchanged: true });
    assert.deepEqual(going(after), [
      [0, '0'],
      [1, '1'],
    ]);
    assert.deepEqual(going({ ...after, skipsUnchanged: false }).at(-1), [2, '7']);
  });

  it('doesn’t take a record from another picture for one that can’t be sent', () => {
    const found = { kind: 'no-record', value: 'x', near: [recordOf('1')] } as const;
    const broken = reviewed(0, { inspected: REFUSED, found });
    assert.deepEqual(going(withRecord(stateOf(broken, reviewed(1)), 0, recordOf('1'), NEW)), [
      [1, '1'],
    ]);
    const fitted = stateOf({ ...broken, isFitted: true }, reviewed(1));
    assert.deepEqual(going(withRecord(fitted, 0, recordOf('1'), NEW)), [[0, '1']]);
  });

  it('doesn’t take a record with the same ID in another module', () => {
    const lead = { ...recordOf('1'), key: { module: 'Leads', id: '1' } };
    assert.deepEqual(going(withRecord(state, 0, lead, NEW)), [
      [0, '1'],
      [1, '1'],
      [2, '2'],
    ]);
  });

  it('counts pictures to upload, photos to replace, and the rest', () => {
    const counted = stateOf(
      reviewed(0, { size: 100, ...foundRecord(recordOf('0', 'mark')) }),
      reviewed(1, { size: 200, ...foundRecord(uncheckedRecordOf('1')) }),
      reviewed(2, { size: 300 }),
      reviewed(3, { isExcluded: true, ...foundRecord(recordOf('3', 'mark')) }),
      reviewed(4, { isUnchanged: true, ...foundRecord(recordOf('4', 'mark')) }),
      reviewed(5, { inspected: REFUSED }),
      reviewed(6, { found: { kind: 'no-record', value: 'x' } }),
    );
    const counts = { sizes: [100, 200, 300], withPhoto: 1, unknownPhotos: 1, notUploaded: 4 };
    assert.deepEqual(reviewCounts(counted), counts);
    assert.deepEqual(reviewCounts({ ...counted, skipsUnchanged: false }), {
      sizes: [100, 200, 300, 9],
      withPhoto: 2,
      unknownPhotos: 1,
      notUploaded: 3,
    });
    assert.deepEqual(
      unmatched(counted).map(({ n }) => n),
      [3, 4, 5, 6],
    );
  });

  it('updates checked records of pictures to upload', () => {
    const unknown = [0, 1, 2].map((n) => reviewed(n, foundRecord(uncheckedRecordOf(`${n}`))));
    const before = withExcluded(stateOf(...unknown), [2], true);
    assert.deepEqual(
      withUnknownPhoto(before).map(({ reviewed: { n } }) => n),
      [0, 1],
    );
    const after = withCheckedPhotos(before, new Map([[0, recordOf('0', '')]]));
    assert.deepEqual(
      withUnknownPhoto(after).map(({ reviewed: { n } }) => n),
      [1],
    );
    const { withPhoto, unknownPhotos } = reviewCounts(after);
    assert.deepEqual([withPhoto, unknownPhotos], [1, 1]);
    assert.equal(after.pictures[2], before.pictures[2]);
    // A row still shows what its record matched.
    const [checked] = withCheckedPhotos(
      stateOf(reviewed(0)),
      new Map([[0, recordOf('0', '')]]),
    ).pictures;
    assert.ok(checked?.found.kind === 'record');
    assert.equal(checked.found.value, '0');
  });

  it('starts what was asked about and still holds, with the current records', () => {
    const before = withExcluded(state, [0], true);
    const asked = toUpload(before);
    // Since then, the first was included, the second excluded, the third assigned another record.
    const included = withExcluded(before, [0], false);
    const now = withRecord(withExcluded(included, [1], true), 2, recordOf('9'), NEW);
    assert.deepEqual(
      stillToUpload(asked, now).map(({ reviewed: { n }, record }) => [n, record.key.id]),
      [[2, '9']],
    );
  });

  it('tells which rows changed: all if skipping was toggled', () => {
    const excluded = withExcluded(state, [1], true);
    assert.deepEqual(changedSince(state, excluded), [excluded.pictures[1]]);
    assert.deepEqual(changedSince(state, { ...state, restricted: [] }), []);
    const all = { ...state, skipsUnchanged: false };
    assert.equal(changedSince(state, all).length, 3);
  });
});
