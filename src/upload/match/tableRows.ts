import type { Table } from '../table/table.ts';
import { FileIndex } from './fileIndex.ts';
import type { Candidate } from './match.ts';
import type { Rule } from './mapping.ts';

type TableRule = Extract<Rule, { kind: 'table' }>;

/** A row of a table: which file is for which record. */
export interface TableRow {
  /** Counted from 1, the line of names not counted. */
  readonly row: number;
  readonly file: string;
  readonly value: string;
}

/** What the rows of a table say of one picture. */
export interface Said {
  /** Different ones, in the order of the rows. */
  readonly values: readonly string[];
  /**
   * False where a row names several pictures at once, of one name in different folders, and another
   * row says otherwise by the same name: which of them is for which record is not said.
   */
  readonly isClear: boolean;
}

export interface TableRead {
  /** By the pictures' numbers. */
  readonly said: ReadonlyMap<number, Said>;
  /** Rows that name a file which is not among the pictures. */
  readonly withoutFile: readonly TableRow[];
}

/** Columns that a rule needs and a table does not have. */
export function missingColumns({ fileColumn, recordColumn }: TableRule, table: Table): string[] {
  return [fileColumn, recordColumn].filter((name) => columnOf(table, name) < 0);
}

/** What a table says of pictures. Of columns that it does not have nothing is said. */
export function readRows(
  table: Table,
  { fileColumn, recordColumn }: TableRule,
  candidates: readonly Candidate[],
): TableRead {
  const files = new FileIndex(candidates);
  const [fileAt, valueAt] = [columnOf(table, fileColumn), columnOf(table, recordColumn)];
  const named = Map.groupBy(
    table.rows.map((cells, index): TableRow => {
      return { row: index + 1, file: cells[fileAt] ?? '', value: cells[valueAt] ?? '' };
    }),
    ({ file }) => file,
  );
  const said = new Map<number, { values: Set<string>; isClear: boolean }>();
  const withoutFile: TableRow[] = [];
  for (const [file, rows] of named) {
    const found = files.find(file);
    if (found.length === 0 && file !== '') {
      withoutFile.push(...rows);
    }
    const values = new Set(rows.flatMap(({ value }) => (value === '' ? [] : [value])));
    for (const { n } of found) {
      const known = said.get(n) ?? { values: new Set<string>(), isClear: true };
      said.set(n, known);
      values.forEach((value) => known.values.add(value));
      known.isClear &&= found.length === 1 || values.size < 2;
    }
  }
  return {
    said: new Map(
      [...said].map(([n, { values, isClear }]) => [n, { values: [...values], isClear }]),
    ),
    withoutFile: withoutFile.sort((a, b) => a.row - b.row),
  };
}

/** Its number, or -1; a name in another case is taken where none is just so. */
function columnOf({ columns }: Table, name: string): number {
  const exact = columns.indexOf(name);
  return exact >= 0
    ? exact
    : columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
}
