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

export interface TableRead {
  /** What the table says of each picture, by its number: different values, none where it says none. */
  readonly values: ReadonlyMap<number, readonly string[]>;
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
  const values = new Map<number, Set<string>>();
  const withoutFile: TableRow[] = [];
  for (const [file, rows] of named) {
    const found = files.find(file);
    if (found.length === 0 && file !== '') {
      withoutFile.push(...rows);
    }
    const said = rows.map(({ value }) => value).filter((value) => value !== '');
    for (const { n } of found) {
      const known = values.get(n) ?? new Set<string>();
      values.set(n, known);
      said.forEach((value) => known.add(value));
    }
  }
  return {
    values: new Map([...values].map(([n, said]) => [n, [...said]])),
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
