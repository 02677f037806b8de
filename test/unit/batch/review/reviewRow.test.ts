import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pictureInMemory } from '../../../../src/image/picture.ts';
import type { BatchRow } from '../../../../src/batch/page/messages.ts';
import { reviewRow } from '../../../../src/batch/review/reviewRow.ts';
import type { Reviewed } from '../../../../src/batch/review/reviewed.ts';
import type { By, Rule } from '../../../../src/batch/match/mapping.ts';
import type { Found } from '../../../../src/batch/match/match.ts';

const KEY = { module: 'Products', id: '4876876000000900001' };

function before(found: Found, by: By, records = 1): Pick<BatchRow, 'state' | 'note' | 'near'> {
  const reviewed: Reviewed = {
    n: 0,
    records,
    path: 'a.jpg',
    place: 'file:///shots/a.jpg',
    size: 9,
    inspected: {
      picture: pictureInMemory('a.jpg', new Uint8Array(9)),
      format: 'JPEG',
      width: 3,
      height: 3,
      size: 9,
      zone: 'fine',
    },
    isFitted: false,
    found,
    isUnchanged: false,
    isExcluded: false,
  };
  const rule: Rule = { kind: 'name', name: { pattern: '{key}', replace: [] }, by };
  const { state, note, near } = reviewRow(
    reviewed,
    { skipsUnchanged: true },
    {
      addressOf: () => undefined,
      mapping: { module: 'Products', rule, several: { kind: 'none' } },
    },
  );
  return { state, note, ...(near === undefined ? {} : { near }) };
}

describe('a row of the review', () => {
  const id: By = { kind: 'id' };
  const code: By = { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true };

  it('offers similar records by their values', () => {
    const key = { module: 'Contacts', id: '4876876000000624001' };
    const near = [
      { key, name: 'Anna', photoMark: null, detail: 'Müller\u202E' },
      { key, name: 'Anne', photoMark: null },
    ];
    const found = (some: typeof near): Found => ({ kind: 'no-record', value: 'x', near: some });
    assert.equal(before(found(near.slice(0, 1)), code).near, 'Use “Müller”');
    assert.equal(before(found(near), code).near, '“Müller” or 1 more…');
    assert.equal(before(found(near.slice(1)), code).near, 'Use “Anne”');
    assert.equal(before(found([]), code).near, undefined);
    assert.equal(before({ kind: 'not-an-id', value: 'x' }, code).near, undefined);
  });

  it('names the module that has no such record', () => {
    const found: Found = { kind: 'no-record', value: '4876876000000624001' };
    assert.deepEqual(before(found, id), {
      state: 'no-record',
      note: 'No record in Products has the ID “4876876000000624001”.',
    });
    assert.equal(
      before({ ...found, value: 'A-1' }, code).note,
      'No record in Products matches “A-1”.',
    );
  });

  it('tells pictures that match no record from those that aren’t selected', () => {
    for (const why of ['name', 'not-in-table', 'empty-in-table'] as const) {
      assert.equal(before({ kind: 'not-matched', why }, code).state, 'not-matched');
    }
    const record = { key: KEY, name: 'Mug', photoMark: null };
    const found: Found = { kind: 'not-selected', why: 'another-picture', record, by: 'a.jpg' };
    assert.deepEqual(before(found, code), {
      state: 'not-selected',
      note: 'a.jpg is selected for this record.',
    });
  });

  it('tells how many records a picture is for', () => {
    const record = { key: KEY, name: 'Mug', photoMark: null };
    const found: Found = { kind: 'record', record, value: 'MUG' };
    assert.deepEqual(before(found, code, 3), {
      state: 'ready',
      note: 'One picture for 3 records.',
    });
    assert.equal(before(found, code).note, '');
  });

  it('tells what to do if the table doesn’t tell files of the same name apart', () => {
    const values = ['A', 'B', 'C', 'D', 'E'];
    assert.deepEqual(before({ kind: 'twice-in-table', values, others: 0 }, code), {
      state: 'several-records',
      note: 'The table has files with this name for “A”, “B”, “C”, and 2 more. Choose the record.',
    });
    assert.match(
      before({ kind: 'twice-in-table', values, others: 1995 }, code).note,
      /“A”, “B”, “C”, and 1,997 more\. /,
    );
  });
});

it('a row of a picture that couldn’t be downloaded says why', () => {
  const address = 'https://cdn.shop.example/a.jpg';
  const reviewed: Reviewed = {
    n: 0,
    records: 1,
    path: address,
    place: address,
    size: 0,
    inspected: { refusal: { kind: 'unreadable', reason: 'missing' } },
    notFetched: { kind: 'status', host: 'cdn.shop.example', status: 410 },
    isFitted: false,
    found: { kind: 'no-record', value: 'A' },
    isUnchanged: false,
    isExcluded: false,
  };
  const by: By = { kind: 'id' };
  const rule: Rule = { kind: 'table', fileColumn: 'F', recordColumn: 'R', by };
  const row = reviewRow(
    reviewed,
    { skipsUnchanged: true },
    {
      addressOf: () => undefined,
      mapping: { module: 'Products', rule, several: { kind: 'none' } },
    },
  );
  assert.equal(row.state, 'unreadable');
  assert.match(row.note, /HTTP 410/);
  // Nobody knows how large it is.
  assert.equal(row.size, '');
});
