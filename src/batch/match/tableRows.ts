import type { Table } from '../table/table.ts';
import type { NamedFile } from './fileIndex.ts';
import { FileIndex } from './fileIndex.ts';
import type { Candidate } from './match.ts';
import type { TableRule } from './mapping.ts';

/** A row of a table: a file and its record. */
export interface TableRow {
  /** From 1, not counting the column names. */
  readonly row: number;
  readonly file: string;
  readonly value: string;
  /** The file's URL, if it is named by one. */
  readonly address?: string;
}

/** The records of one picture in a table. */
export interface RowValues {
  /** Distinct values in row order, each with its position in the table. */
  readonly values: ReadonlyMap<string, number>;
  /** Number of further values, if it isn't clear which one is meant. */
  readonly others: number;
  /**
   * False if the rows may mean different files of the same name: several pictures have the name, or
   * the rows name different folders.
   */
  readonly isClear: boolean;
}

interface TableRead {
  /** By the numbers of the pictures. */
  readonly valuesByPicture: ReadonlyMap<number, RowValues>;
  /** Rows whose file isn't among the pictures. */
  readonly withoutFile: readonly TableRow[];
}

/** Columns that a rule needs and a table lacks. */
export function missingColumns({ fileColumn, recordColumn }: TableRule, table: Table): string[] {
  return [fileColumn, recordColumn].filter((name) => columnOf(table, name) < 0);
}

/** Reads which records a table maps pictures to. A cell may name several files. */
export function readRows(
  table: Table,
  { fileColumn, recordColumn }: TableRule,
  candidates: readonly Candidate[],
): TableRead {
  const index = FileIndex.of(candidates);
  const [fileAt, valueAt] = [columnOf(table, fileColumn), columnOf(table, recordColumn)];
  const named = new Map<readonly Candidate[], Named>();
  const withoutFile: TableRow[] = [];
  const cells = new Map<string, readonly NamedFile[]>();
  let at = 0;
  for (const [row, cellsOfRow] of table.rows.entries()) {
    const [cell, value] = [cellsOfRow[fileAt] ?? '', cellsOfRow[valueAt] ?? ''];
    const files = cells.get(cell) ?? index.filesIn(cell);
    cells.set(cell, files);
    for (const { text, address, found, location } of files) {
      if (found.length === 0) {
        withoutFile.push({
          row: row + 1,
          file: text,
          value,
          ...(address === undefined ? {} : { address }),
        });
      } else {
        const known = named.get(found) ?? {
          values: new Map<string, number>(),
          fits: true,
          location,
        };
        named.set(found, known);
        addValue(known.values, value, at);
        known.fits &&= agree(known.location, location);
        known.location = merged(known.location, location);
      }
      at += 1;
    }
  }
  return { valuesByPicture: valuesByPicture(named), withoutFile };
}

type Values = Map<string, number>;

/** What the rows say about pictures that they name alike. */
interface Named {
  readonly values: Values;
  /** Whether the locations that they name agree. */
  fits: boolean;
  location: readonly string[];
}

/** Enough values to show: a thousand pictures of the same name would have a thousand each. */
const MAX_UNCLEAR = 10;

function addValue(values: Values, value: string, at: number): void {
  if (value !== '' && !values.has(value)) {
    values.set(value, at);
  }
}

function valuesByPicture(named: ReadonlyMap<readonly Candidate[], Named>): Map<number, RowValues> {
  const said = new Map<
    number,
    { values: Values; others: number; isClear: boolean; location: readonly string[] }
  >();
  for (const [found, { values, fits, location }] of named) {
    const isClear = fits && (found.length === 1 || values.size < 2);
    const some = found.length === 1 ? [...values] : [...values].slice(0, MAX_UNCLEAR);
    for (const { n } of found) {
      const known = said.get(n) ?? { values: new Map(), others: 0, isClear: true, location };
      said.set(n, known);
      for (const [value, at] of some) {
        addValue(known.values, value, at);
      }
      known.others += values.size - some.length;
      known.isClear &&= isClear && agree(known.location, location);
      known.location = merged(known.location, location);
    }
  }
  return said;
}

/** Whether two cells can mean one file: neither names a folder that contradicts the other. */
function agree(one: readonly string[], other: readonly string[]): boolean {
  return one.every((said, at) => [said, ''].includes(other[at] ?? '') || said === '');
}

function merged(one: readonly string[], other: readonly string[]): readonly string[] {
  const [long, short] = one.length < other.length ? [other, one] : [one, other];
  return long.map((said, at) => said || (short[at] ?? ''));
}

/** The cells of a column from the first row on; none if the table lacks the column. */
export function cellsOf(table: Table, name: string): string[] {
  const at = columnOf(table, name);
  return at < 0 ? [] : table.rows.map((row) => row[at] ?? '');
}

/** The index of a column, or -1. A name in another case counts if none matches exactly. */
function columnOf({ columns }: Table, name: string): number {
  const exact = columns.indexOf(name);
  return exact >= 0
    ? exact
    : columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
}
