import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordsOfTableProblem } from '../../../../src/batch/mapping/words/table.ts';
import type { Table } from '../../../../src/batch/table/table.ts';
import type { TableProblem } from '../../../../src/batch/table/tableProblem.ts';
import { openWorkbook } from '../../../../src/batch/table/workbook.ts';
import { readTable } from './readTable.ts';
import { workbookOf } from './workbooks.ts';

function isRead(text: string): boolean {
  return 'columns' in readTable(Buffer.from(text));
}

function why(read: Table | TableProblem): string {
  assert.ok('kind' in read);
  return wordsOfTableProblem(read);
}

function whyNot(text: string): string {
  return why(readTable(Buffer.from(text)));
}

describe('a table within its bounds is read, and one above them is refused with the bound', () => {
  it('of rows', () => {
    const rows = (count: number): string => `File,Code\n${'a,1\n'.repeat(count - 1)}`;
    assert.ok(isRead(rows(200_000)));
    assert.match(whyNot(rows(200_001)), /more than 200,000 rows/);
  });

  it('of rows in JSON', () => {
    const rows = (count: number): string => `[${'{"a":"b","c":"d"},'.repeat(count - 1)}{"a":"b"}]`;
    assert.ok(isRead(rows(199_999)));
    assert.match(whyNot(rows(200_001)), /more than 200,000 rows/);
    assert.match(whyNot('{"a":"b","c":"d"}\n'.repeat(200_001)), /more than 200,000 rows/);
  });

  it('of columns', () => {
    const columns = (count: number): string =>
      `${Array.from({ length: count }, (_, n) => `c${n}`).join(',')}\n1,2\n`;
    assert.ok(isRead(columns(2000)));
    assert.match(whyNot(columns(2001)), /more than 2,000 columns/);
    assert.match(whyNot(columns(100_000)), /more than 2,000 columns/);
  });

  it('of keys in JSON', () => {
    const keys = (count: number): string =>
      `[{${Array.from({ length: count }, (_, n) => `"c${n}":"v"`).join(',')}}]`;
    assert.ok(isRead(keys(2000)));
    assert.match(whyNot(keys(2001)), /more than 2,000 columns/);
  });

  it('of cells', () => {
    const cells = (rows: number): string => `a${',a'.repeat(1999)}\n`.repeat(rows);
    assert.match(whyNot(cells(5001)), /more than 10,000,000 cells/);
  });

  it('of a cell', () => {
    const cell = (length: number): string => `File,Code\na,1\nb,${'x'.repeat(length)}\n`;
    assert.ok(isRead(cell(100_000)));
    assert.match(whyNot(cell(100_001)), /A cell in row 3 has more than 100,000 characters/);
    const json = JSON.stringify([{ a: 'b', c: 'x'.repeat(100_001) }]);
    assert.match(whyNot(json), /A cell in row 2 has more than 100,000 characters/);
  });

  it('of the keys of a value in JSON', () => {
    const key = (length: number): string =>
      JSON.stringify([{ a: { ['k'.repeat(length)]: 'v' }, b: 'c' }]);
    assert.ok(isRead(key(900)));
    assert.match(whyNot(key(1000)), /keys of a value have more than 1,000 characters/);
  });

  it('of an unpacked workbook', () => {
    const opened = openWorkbook(
      workbookOf(
        { A: { rows: [['a', 'b']] } },
        { texts: `<si><t>${' '.repeat(100_000_001)}</t></si>` },
      ),
    );
    const read = 'kind' in opened ? opened : opened[0]?.lines();
    assert.ok(read !== undefined && 'kind' in read);
    assert.match(wordsOfTableProblem(read), /larger than 100 MB when unpacked/);
  });

  it('of a text that many cells of a workbook share', () => {
    const row = Array.from({ length: 1100 }, () => ({ xml: '<c t="s"><v>0</v></c>' }));
    const opened = openWorkbook(
      workbookOf({ A: { rows: [row] } }, { texts: `<si><t>${'x'.repeat(99_999)}</t></si>` }),
    );
    assert.ok(!('kind' in opened));
    const read = opened[0]?.lines();
    assert.deepEqual(read, { kind: 'unpacked-too-large' });
  });
});

describe('JSON of any depth', () => {
  it('is read as a table, or not', () => {
    const deep = (count: number): string =>
      `[${'{"a":'.repeat(count)}1${'}'.repeat(count)},{"b":"c","d":"e"}]`;
    assert.deepEqual(readTable(Buffer.from(deep(100_000))), readTable(Buffer.from(deep(100))));
  });

  it('keeps its numbers as they are written, and nothing else becomes valid', () => {
    const table = readTable(Buffer.from('[{"a":5540000000123456789,"b":-1.50,"c":1e5,"d":"1"}]'));
    assert.ok('rows' in table);
    assert.deepEqual(table.rows, [['5540000000123456789', '-1.50', '1e5', '1']]);
    for (const text of ['[{"a":01}]', '[{"a":1.}]', '[{"a":1e}]', '[{"a":--1}]', '[{"a":.5}]']) {
      assert.deepEqual(readTable(Buffer.from(text)), { kind: 'not-json', line: 1 }, text);
    }
  });
});
