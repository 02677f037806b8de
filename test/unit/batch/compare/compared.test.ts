import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Compared } from '../../../../src/batch/compare/compared.ts';
import {
  picturelessRecords,
  recordOfRow,
  withPhotosSeen,
} from '../../../../src/batch/compare/compared.ts';
import { photolessButtons, photolessLines } from '../../../../src/batch/compare/photolessFacts.ts';
import { photolessTable } from '../../../../src/batch/compare/photolessTable.ts';
import { rowsAfter } from '../../../../src/batch/compare/rowsAfter.ts';
import { withChosenPictures, withPicture } from '../../../../src/batch/compare/withPicture.ts';
import type { ReviewState } from '../../../../src/batch/review/reviewState.ts';
import {
  reviewCounts,
  toUpload,
  withCheckedPhotos,
  withRecord,
} from '../../../../src/batch/review/reviewState.ts';
import { foundRecord, recordOf, reviewed, stateOf } from '../review/reviewedInTest.ts';

function comparedWith(...ids: readonly string[]): Compared {
  const records = ids.map((id) => recordOf(id));
  return { records, read: records.length, isComplete: true, unknown: 0 };
}

/** Pictures of 0 and 1, one of none, and records 1 to 4 of the module without a photo. */
function compared(): ReviewState {
  const state = stateOf(
    reviewed(0),
    reviewed(1),
    reviewed(2, { found: { kind: 'no-record', value: 'x' } }),
  );
  return { ...state, compared: comparedWith('1', '2', '3', '4') };
}

function left({ compared, pictures }: ReviewState): string[] {
  return picturelessRecords(compared, pictures).map(({ record }) => record.key.id);
}

const { found: _found, n: _n, records: _records, ...PICTURE } = reviewed(9);

describe('records without a photo, in a review', () => {
  it('are those that no picture is for, whether it’s uploaded or not', () => {
    assert.deepEqual(left(compared()), ['2', '3', '4']);
    const { pictures } = compared();
    const excluded = pictures.map((one) => ({ ...one, isExcluded: true }));
    assert.deepEqual(left({ ...compared(), pictures: excluded }), ['2', '3', '4']);
    const several = reviewed(0, {
      found: { kind: 'not-selected', why: 'several-pictures', record: recordOf('3') },
    });
    assert.deepEqual(left({ ...compared(), pictures: [several] }), ['1', '2', '4']);
    assert.deepEqual(picturelessRecords(undefined, pictures), []);
  });

  it('with the same ID in another module are others', () => {
    const lead = { ...recordOf('2'), key: { module: 'Leads', id: '2' } };
    const state = { ...compared(), pictures: [reviewed(0, foundRecord(lead))] };
    assert.deepEqual(left(state), ['1', '2', '3', '4']);
  });

  it('leave when a picture gets them, and come back when it gets another', () => {
    const taken = withRecord(compared(), 2, recordOf('3'), { isUnchanged: false });
    assert.deepEqual(left(taken), ['2', '4']);
    const again = withRecord(taken, 2, recordOf('4'), { isUnchanged: false });
    assert.deepEqual(left(again), ['2', '3']);
    // Its own picture lost it to one that has another by now.
    const lost = withRecord(compared(), 2, recordOf('1'), { isUnchanged: false });
    assert.deepEqual(left(withRecord(lost, 2, recordOf('4'), { isUnchanged: false })), [
      '1',
      '2',
      '3',
    ]);
  });

  it('count in nothing that is uploaded', () => {
    const state = compared();
    const { compared: _, ...without } = state;
    assert.deepEqual(reviewCounts(state), reviewCounts(without));
    assert.deepEqual(toUpload(state), toUpload(without));
  });

  it('aren’t those that turned out to have a photo', () => {
    const seen = new Map([[1, recordOf('1', 'mark')]]);
    const checked = withCheckedPhotos(compared(), seen);
    const other = withRecord(checked, 1, recordOf('4'), { isUnchanged: false });
    assert.deepEqual(left(other), ['2', '3']);
    const same = withPhotosSeen(comparedWith('1'), [recordOf('1', null)]);
    assert.equal(same.records[0]?.photoMark, null);
  });

  it('are told with how many were read, and saved by ID and name', () => {
    const { compared: all, pictures } = compared();
    assert.ok(all);
    assert.deepEqual(photolessLines(undefined, 0, 'Products'), []);
    assert.deepEqual(photolessLines(all, 3, 'Products'), [
      '3 records in Products have no photo and no picture here.',
    ]);
    assert.deepEqual(photolessLines(all, 0, 'Products'), [
      'Every record in Products has a photo or a picture here.',
    ]);
    const cut = { ...all, read: 20_000, isComplete: false };
    const stopped = 'Stopped after 20,000 records. There may be more without photos.';
    assert.deepEqual(photolessLines(cut, 0, 'Products'), [
      'The first 20,000 records in Products have photos or pictures here.',
      stopped,
    ]);
    const unknown = 'Zoho doesn’t say whether 2 records have photos.';
    assert.deepEqual(photolessLines({ ...all, unknown: 2 }, 0, 'Products'), [unknown]);
    assert.deepEqual(photolessLines({ ...cut, unknown: 2 }, 0, 'Products'), [stopped, unknown]);
    assert.deepEqual(photolessLines({ ...cut, unknown: 2 }, 1, 'Products'), [
      '1 record in Products has no photo and no picture here.',
      stopped,
      unknown,
    ]);
    assert.deepEqual(
      [photolessButtons(0), photolessButtons(1)].map((some) => some.map(({ action }) => action)),
      [['find-without-photo'], ['find-without-photo', 'save-without-photo']],
    );
    assert.deepEqual(photolessTable(picturelessRecords(all, pictures))[0], [
      { id: '2' },
      'Article 2',
    ]);
  });
});

describe('a picture that is chosen for a record', () => {
  const chosen = {
    ...PICTURE,
    place: 'file:///new.jpg',
    isChosen: true,
    record: recordOf('3'),
  } as const;

  it('is one more picture of the review', () => {
    const after = withPicture(compared(), chosen);
    assert.equal(after.pictures.length, 4);
    const [added] = toUpload(after).slice(-1);
    assert.deepEqual([added?.reviewed.n, added?.record.key.id], [3, '3']);
    assert.equal(added?.reviewed.records, 1);
    assert.deepEqual(left(after), ['2', '4']);
  });

  it('that is in the review for another record is for both', () => {
    const after = withPicture(compared(), { ...chosen, place: 'file:///0.jpg' });
    assert.deepEqual(
      after.pictures.map(({ n, records }) => [n, records]),
      [
        [0, 2],
        [1, 1],
        [2, 1],
        [3, 2],
      ],
    );
  });

  it('that is in the review without a record gets this one', () => {
    const after = withPicture(compared(), { ...chosen, place: 'file:///2.jpg' });
    assert.equal(after.pictures.length, 3);
    assert.deepEqual(toUpload(after).at(-1)?.record.key.id, '3');
  });

  it('stays when the pictures are matched again, unless its record has one', () => {
    const { pictures } = withPicture(compared(), chosen);
    const again = withChosenPictures([reviewed(0)], pictures);
    assert.deepEqual(
      again.map(({ n, place }) => [n, place]),
      [
        [0, 'file:///0.jpg'],
        [1, 'file:///new.jpg'],
      ],
    );
    const matched = [reviewed(0, foundRecord(recordOf('3')))];
    assert.deepEqual(withChosenPictures(matched, pictures), matched);
  });
});

describe('the rows of a review', () => {
  const before = compared();
  const records = picturelessRecords(before.compared, before.pictures);
  const [second = 0, third = 0, fourth = 0] = records.map(({ n }) => n);
  const shown = [2, 0, 1, second, third, fourth];

  it('have the record of their numbers', () => {
    assert.equal(recordOfRow(before.compared, third)?.key.id, '3');
    assert.equal(recordOfRow(before.compared, 1), undefined);
    assert.equal(recordOfRow(undefined, third), undefined);
  });

  it('stay the same if none comes or goes', () => {
    const excluded = before.pictures.map((one) => ({ ...one, isExcluded: true }));
    assert.equal(rowsAfter(shown, before, { ...before, pictures: excluded }), shown);
    assert.equal(rowsAfter(shown, before, before), shown);
  });

  it('a picture takes the place of its record', () => {
    const chosen = { ...PICTURE, place: 'file:///new.jpg', record: recordOf('3') };
    const after = withPicture(before, chosen);
    assert.deepEqual(rowsAfter(shown, before, after), [2, 0, 1, second, 3, fourth]);
  });

  it('a record leaves, and comes back last', () => {
    const taken = withRecord(before, 2, recordOf('3'), { isUnchanged: false });
    const rows = rowsAfter(shown, before, taken);
    assert.deepEqual(rows, [2, 0, 1, second, fourth]);
    const again = withRecord(taken, 2, recordOf('2'), { isUnchanged: false });
    assert.deepEqual(rowsAfter(rows, taken, again), [2, 0, 1, fourth, third]);
  });

  it('all records are others after another comparison', () => {
    const after = { ...before, compared: comparedWith('4', '5') };
    assert.deepEqual(rowsAfter(shown, before, after), [2, 0, 1, second - 1, second]);
  });
});
