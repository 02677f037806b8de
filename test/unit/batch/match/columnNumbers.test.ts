import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ColumnNumbers } from '../../../../src/batch/match/columnNumbers.ts';
import { guessColumns } from '../../../../src/batch/match/guessColumns.ts';
import type { By } from '../../../../src/batch/match/mapping.ts';
import { referencesBy, roundedIn } from '../../../../src/batch/match/reference.ts';
import { byField, pictures } from './matchInTest.ts';
import { readTable } from '../table/readTable.ts';

const ID: By = { kind: 'id' };
const TEXT = byField('EAN');
const NUMBER = byField('Number', { type: 'number' });
const WAYS: readonly By[] = [ID, TEXT, NUMBER];

/** The value of each cell; undefined if it was rounded. */
function read(by: By, ...cells: string[]): (string | undefined)[] {
  const column = new ColumnNumbers(cells, by);
  return cells.map((cell) => {
    const { kind, value } = column.read(cell);
    return kind === 'rounded' ? undefined : value;
  });
}

describe('numbers in a column', () => {
  it('are rounded if they lost digits, for any field and length', () => {
    const columns: string[][] = [
      ['5.90123E+12', '4.00638E+12'],
      ['5,90123E+12', '4,00638E+12'],
      ['5.9e+12', '', '4.00638e+12'],
      ['3.56938E+14', '356938035643809'],
      ['590.12E+10', '356.9e+12'],
      ['5.90123E+012', '5.90123 E+12'],
      ['5.90123E12', '4.00638e12', '4006381333931'],
    ];
    for (const cells of columns) {
      for (const by of WAYS) {
        const rounded = cells.filter((cell) => /e/i.test(cell));
        const column = new ColumnNumbers(cells, by);
        assert.deepEqual(
          cells.filter((cell) => column.read(cell).kind === 'rounded'),
          rounded,
        );
      }
    }
  });

  it('are repaired if they lost nothing', () => {
    assert.deepEqual(read(TEXT, '4006381333931.0', '5901234123457.0'), [
      '4006381333931',
      '5901234123457',
    ]);
    assert.deepEqual(read(TEXT, '4006381333931,0', ''), ['4006381333931', '']);
    assert.deepEqual(read(TEXT, '5.901234123457E+12', '4.006381333931E+12'), [
      '5901234123457',
      '4006381333931',
    ]);
    assert.deepEqual(read(TEXT, '5.90E+1'), ['59']);
    assert.deepEqual(read(TEXT, '590.1234123457E+10'), ['5901234123457']);
    // Some cells of the column were floats.
    assert.deepEqual(read(TEXT, '4006381333931.0', '5901234123457', '7'), [
      '4006381333931',
      '5901234123457',
      '7',
    ]);
    assert.deepEqual(read(TEXT, '4,006,381,333,931', '5.901.234.123.457'), [
      '4006381333931',
      '5901234123457',
    ]);
    assert.deepEqual(read(TEXT, '356 938 035 643 809'), ['356 938 035 643 809']);
    assert.deepEqual(read(NUMBER, '1.5E+3', '12.0', '7'), [undefined, '12', '7']);
    assert.deepEqual(read(ID, '5540000000123456.0', '5540000000123457.0'), [
      '5540000000123456',
      '5540000000123457',
    ]);
    assert.deepEqual(read(TEXT, "'0123", '="0456"', '="007"'), ['0123', '0456', '007']);
  });

  it('of a data frame are rounded beyond exact floats, and missing values are empty', () => {
    assert.deepEqual(read(TEXT, '89441100689123400000.0', '1000.0', 'nan'), [
      undefined,
      '1000',
      '',
    ]);
    assert.deepEqual(read(ID, '4876876000000624001.0', '5540000000123456.0'), [
      undefined,
      '5540000000123456',
    ]);
  });

  it('in groups of thousands count only for number fields, and if they are groups beyond doubt', () => {
    assert.deepEqual(read(NUMBER, '1.234.567', '12.345'), ['1234567', '12345']);
    assert.deepEqual(read(NUMBER, '1,234,567', '999'), ['1234567', '999']);
    assert.deepEqual(read(NUMBER, "1'234", '5'), ['1234', '5']);
    // May be 1.25 or 1,250.
    assert.deepEqual(read(NUMBER, '1.250', '2.500'), ['1.250', '2.500']);
    assert.deepEqual(read(NUMBER, '1.000'), ['1.000']);
    assert.deepEqual(read(TEXT, '1.234.567', '100.200.300'), ['1.234.567', '100.200.300']);
  });

  it('that are codes stay as they are', () => {
    for (const cells of [
      ['1.0', '2.0', '3.0'],
      ['1000.0', '1000.5'],
      ['1000.0', '1000'],
      ['40063813.0', '1.5'],
      ['1.25E5', '5.5E12', '12E'],
      ['1E5', '5E12', '5F12'],
      ['LAMP-01', '’t Hooft', "O'Neill"],
      ['007', '0815'],
      ['+49 30 1234567', '030.123.456'],
      ['10.0.0.1', '192.168.0.0'],
    ]) {
      assert.deepEqual(read(TEXT, ...cells), cells);
    }
  });

  it('are rounded if all end in zeros after the fifteenth digit, unless it is a single coincidence', () => {
    assert.deepEqual(read(ID, '5540000000123450', '5540000000123460'), [undefined, undefined]);
    assert.deepEqual(read(ID, '5540000000123450'), ['5540000000123450']);
    assert.deepEqual(read(TEXT, '8944110068912340000', '8944110068912350000', '8'), [
      undefined,
      undefined,
      '8',
    ]);
    // A tenth of them does by chance.
    const tenth = Array.from({ length: 200 }, (_, n) => String(5540000000123400 + n));
    assert.deepEqual(read(ID, ...tenth), tenth);
    // A few rows were rounded.
    const some = [...tenth, '4876876000000620000'];
    assert.deepEqual(read(ID, ...some), [...tenth, undefined]);
  });

  it('are rounded if all are exact floats', () => {
    const ids = Array.from({ length: 5 }, (_, n) => 4876876000000624001n + BigInt(n * 7001));
    const through = ids.map((id) => String(BigInt(Number(id))));
    assert.deepEqual(
      read(ID, ...through),
      through.map(() => undefined),
    );
    const written = ids.map((id) => Number(id).toLocaleString('en', { useGrouping: false }));
    assert.deepEqual(
      read(ID, ...written),
      written.map(() => undefined),
    );
    assert.deepEqual(read(ID, ...ids.map(String)), ids.map(String));
  });

  it('with zcrm_ were never rounded', () => {
    const ids = ['zcrm_5540000000123450', 'zcrm_5540000000123460'];
    assert.deepEqual(read(ID, ...ids), ids);
    assert.deepEqual(read(ID, 'zcrm_5.54E+18'), [undefined]);
  });

  it('tell how many digits the others have if one has fewer', () => {
    const column = new ColumnNumbers(['4006381333931', '5901234123457', '590123412345'], TEXT);
    assert.equal(column.digitsExpectedOf('590123412345'), 13);
    assert.equal(column.digitsExpectedOf('4006381333931'), undefined);
    assert.equal(column.digitsExpectedOf('LAMP'), undefined);
    const ids = new ColumnNumbers(['1', '22', '333', '4444'], TEXT);
    assert.equal(ids.digitsExpectedOf('22'), undefined);
  });

  it('never change: the digits that come out are those that went in', () => {
    const id = fc.bigInt({ min: 10n ** 12n, max: 10n ** 19n - 1n }).map(String);
    const written = fc.constantFrom<(digits: string) => string>(
      (digits) => digits,
      (digits) => `'${digits}`,
      (digits) => `="${digits}"`,
      (digits) => `${digits}.0`,
      (digits) => `${digits[0] ?? ''}.${digits.slice(1)}E+${digits.length - 1}`,
      (digits) => Number(digits).toExponential(5).replace('e', 'E'),
      (digits) => Number(digits).toExponential(5).replace('.', ',').replace('+', ''),
      (digits) => Number(digits).toPrecision(15),
      (digits) => BigInt(digits).toLocaleString('en'),
      (digits) => BigInt(digits).toLocaleString('de'),
      (digits) => Number(digits).toLocaleString('en', { notation: 'engineering' }),
    );
    // In one notation, or in several, as in a column from several programs.
    const all = fc.oneof(
      fc.tuple(fc.array(id, { minLength: 1, maxLength: 30 }), fc.tuple(written)),
      fc.tuple(fc.array(id, { minLength: 1, maxLength: 30 }), fc.array(written, { minLength: 2 })),
    );
    fc.assert(
      fc.property(all, ([ids, ways]) => {
        const cells = ids.map((one, n) => ways[n % ways.length]?.(one) ?? one);
        for (const by of WAYS) {
          const column = new ColumnNumbers(cells, by);
          for (const [n, cell] of cells.entries()) {
            const { kind, value } = column.read(cell);
            const isDigits = kind === 'value' && /^\d+$/.test(value);
            assert.ok(!isDigits || value === ids[n], `${cell} as ${value}`);
          }
        }
      }),
    );
  });

  it('are recognized as rounded by how many end in zeros', () => {
    for (const length of [16, 17, 18, 19]) {
      for (const every of [2, 3, 4]) {
        const ids = Array.from({ length: 120 }, (_, n) => {
          const id = String(4876876000000624001n + BigInt(n) * 98_765_432_123_457n).slice(
            0,
            length,
          );
          return n % every === 0 ? id.slice(0, 15).padEnd(length, '0') : id;
        });
        const column: ColumnNumbers = new ColumnNumbers(ids, ID);
        const passed: string[] = ids.filter(
          (id, n) => n % every === 0 && column.read(id).kind !== 'rounded',
        );
        assert.equal(passed.length, 0, `${length} digits, each ${every}.`);
      }
    }
  });

  it('are hardly ever recognized as rounded among thousands of real IDs', () => {
    const last = fc.noBias(fc.nat(9_999_999));
    const ids = fc.uniqueArray(last, { minLength: 5, maxLength: 200 });
    fc.assert(
      fc.property(ids, (some) => {
        const cells = some.map((one) => String(4_876_876_000_000_000_000n + BigInt(one)));
        const column = new ColumnNumbers(cells, ID);
        const rounded = cells.filter((cell) => column.read(cell).kind === 'rounded');
        assert.ok(rounded.length <= 1, rounded.join(' '));
      }),
      { seed: 7 },
    );
  });
});

describe('a table with numbers that a spreadsheet rounded', () => {
  const file = path.join(import.meta.dirname, 'cases/05-ean-after-excel.csv');

  it('says so for each row, and isn’t taken for record IDs', async () => {
    const table = readTable(await readFile(file));
    assert.ok(!('kind' in table));
    const candidates = pictures('a.jpg', 'b.jpg');
    const guess = guessColumns(table, candidates);
    assert.deepEqual([guess.recordColumn, guess.byId], ['EAN', false]);
    for (const by of WAYS) {
      const rule = { kind: 'table', ...guess, by } as const;
      const { references } = referencesBy(rule, candidates, table);
      assert.deepEqual(
        references.map((one) => one.reference),
        ['5.90123E+12', '4.00638E+12'].map((value) => ({ kind: 'rounded', value })),
      );
      assert.deepEqual(roundedIn(rule, table), {
        rounded: ['5.90123E+12', '4.00638E+12'],
        others: 0,
      });
    }
  });
});

describe('numbers that are longer than any', () => {
  it('are values as they are', () => {
    const numbers = { kind: 'field', field: 'Code', type: 'number', ignoreCase: true } as const;
    for (const by of [{ kind: 'id' } as const, numbers]) {
      const long = ['1'.repeat(400), '7'.repeat(100_000), `1${'.000'.repeat(200)}`];
      const column = new ColumnNumbers(long, by);
      for (const cell of long) {
        assert.deepEqual(column.read(cell), { kind: 'value', value: cell });
      }
    }
  });
});
