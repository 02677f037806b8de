import { jsonErrorOffset } from './jsonErrorOffset.ts';
import { numbersAsTexts } from './jsonNumbers.ts';
import type { Lines } from './lines.ts';
import { lineAt } from './lines.ts';
import {
  Counted,
  MAX_CELLS,
  MAX_COLUMNS,
  MAX_KEY,
  MAX_ROWS,
  OverBound,
  withinBounds,
} from './tableBounds.ts';
import type { TableProblem } from './tableProblem.ts';

/** Maximum depth of objects around the rows, and of values in a row. */
const DEPTH = 6;

/** Common names of the list of rows, for objects with several lists. */
const LISTS = /^(?:data|records?|rows|items|results?|values?|products|edges|nodes|list)$/i;

/** Common names of the list of column names, next to lists of cells. */
const NAMES = /^(?:columns?|headers?|fields)$/i;

const PICTURE = /\.(?:jpe?g|jfif|png|gif|bmp|webp|hei[cf]|tiff?|avif)$/i;

type Fields = Map<string, string>;

/**
 * Reads a list of objects or lists, on its own or inside objects (`{"data": […]}`), or JSON Lines.
 * Nested values become columns such as `Owner.name`; a list becomes a cell with a line for each
 * item.
 */
export function readJson(text: string): Lines | TableProblem {
  return withinBounds(() => linesIn(text));
}

function linesIn(text: string): Lines | TableProblem {
  const parsed = valueIn(text);
  if (parsed === undefined) {
    return { kind: 'not-json', line: lineAt(text.trimEnd(), jsonErrorOffset(text)) };
  }
  if ('line' in parsed) {
    return { kind: 'not-json', line: parsed.line };
  }
  const rows = listIn(parsed.value, 0);
  if (rows === undefined || (rows.length > 0 && !rows.some(isNested))) {
    return { kind: 'not-a-table' };
  }
  if (rows.length > MAX_ROWS) {
    return { kind: 'too-many-rows' };
  }
  const lines = rows.every((row) => Array.isArray(row))
    ? { lines: rows.map(cellsOf).filter((line) => line.some((one) => one !== '')), isNamed: false }
    : named(rows.filter(isNested).map((row) => fieldsOf(row)));
  const counted = new Counted();
  lines.lines.forEach((line) => {
    counted.add(line);
  });
  return lines;
}

/** @throws OverBound before it makes more cells than a table can have */
function named(rows: readonly Fields[]): Lines {
  const names = new Set<string>();
  for (const row of rows) {
    for (const name of row.keys()) {
      names.add(name);
    }
    expect(names.size, rows.length);
  }
  const columns = [...names];
  return {
    lines: [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ''))],
    isNamed: true,
  };
}

/** @throws OverBound if there are more columns or cells than a table can have */
function expect(columns: number, rows: number): void {
  if (columns > MAX_COLUMNS) {
    throw new OverBound({ kind: 'too-many-columns' });
  }
  if (columns * rows > MAX_CELLS) {
    throw new OverBound({ kind: 'too-large' });
  }
}

function valueIn(text: string): { value: unknown } | { line: number } | undefined {
  return parsedJson(text) ?? valuesByLine(text);
}

/**
 * Undefined if it isn't valid.
 *
 * @throws OverBound
 */
function parsedJson(text: string): { readonly value: unknown } | undefined {
  const plain = numbersAsTexts(text);
  try {
    return { value: JSON.parse(plain) as unknown };
  } catch {
    return undefined;
  }
}

/** Reads JSON Lines; undefined if the first line isn't a value by itself. */
function valuesByLine(text: string): { value: unknown[] } | { line: number } | undefined {
  const values: unknown[] = [];
  let number = 0;
  for (const [line] of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    number += 1;
    if (line.trim() !== '') {
      const parsed = parsedJson(line);
      if (parsed === undefined || !hasSome(parsed.value)) {
        return parsed === undefined && values.length > 0 ? { line: number } : undefined;
      }
      values.push(parsed.value);
      if (values.length > MAX_ROWS) {
        throw new OverBound({ kind: 'too-many-rows' });
      }
    }
  }
  return { value: values };
}

function hasSome(value: unknown): boolean {
  return isNested(value) && Object.keys(value).length > 0;
}

/** Finds the list of rows. */
function listIn(value: unknown, depth: number): readonly unknown[] | undefined {
  if (Array.isArray(value)) {
    return value as unknown[];
  }
  if (!isNested(value) || depth > DEPTH) {
    return undefined;
  }
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).toSorted(
    ([a], [b]) => Number(LISTS.test(b)) - Number(LISTS.test(a)),
  );
  const inside = entries.map(([, one]) => one).filter(isNested);
  const lists = inside.filter((one) => Array.isArray(one)) as unknown[][];
  const rows = lists.find((one) => one.some(isNested));
  if (rows !== undefined) {
    const names = entries.find(([key, one]) => NAMES.test(key) && Array.isArray(one))?.[1];
    return rows.every((row) => Array.isArray(row)) && names !== undefined ? [names, ...rows] : rows;
  }
  const deeper = inside
    .filter((one) => !Array.isArray(one))
    .map((one) => listIn(one, depth + 1))
    .find((one) => one !== undefined);
  return deeper ?? (depth === 0 ? rowsOf(entries, lists) : undefined);
}

/** The rows in an object without a list of rows: its columns, its entries, or itself as one row. */
function rowsOf(
  entries: readonly (readonly [string, unknown])[],
  lists: readonly (readonly unknown[])[],
): readonly unknown[] {
  const [first] = lists;
  if (first !== undefined && lists.length === entries.length && lists.length > 1) {
    // A list for each column:
    const names = entries.map(([key]) => key);
    const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
    expect(entries.length, longest);
    return [
      names,
      ...Array.from({ length: longest }, (_, at) =>
        entries.map(([, one]) => (one as unknown[])[at]),
      ),
    ];
  }
  if (entries.length > 1 && entries.every(([, one]) => isNested(one))) {
    const numbers = numbersIn(entries.map(([, one]) => one as object));
    if (numbers.length > 0 && numbersIn([Object.fromEntries(entries)]).length === 0) {
      // Columns of a data frame, each with its cells by row number:
      expect(entries.length, numbers.length);
      return numbers.map((number) =>
        Object.fromEntries(
          entries.map(([key, one]) => [key, (one as Record<string, unknown>)[number]]),
        ),
      );
    }
    return entries.map(([key, one]) => ({ key, ...(one as object) }));
  }
  const named = entries.filter((entry) => entry.some((one) => PICTURE.test(String(one))));
  return named.length > entries.length / 2 && !entries.some(([, one]) => isNested(one))
    ? entries
    : [Object.fromEntries(entries)];
}

/** The keys of objects if all are numbers, else none. */
function numbersIn(objects: readonly object[]): readonly string[] {
  const keys = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  return keys.every((key) => /^\d+$/.test(key)) ? keys : [];
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function cellsOf(row: readonly unknown[]): string[] {
  return row.map((one) =>
    isNested(one) ? [...fieldsOf({ one }).values()].join('\n') : textIn(one),
  );
}

function fieldsOf(row: object): Fields {
  const fields: Fields = new Map();
  const add = (name: string, value: unknown, depth: number): void => {
    if (isNested(value)) {
      if (depth === DEPTH) {
        return;
      }
      if (Array.isArray(value)) {
        value.forEach((one: unknown) => {
          add(name, one, depth + 1);
        });
      } else {
        for (const [key, one] of Object.entries(value)) {
          add(name === '' ? key : joined(name, key), one, depth + 1);
        }
      }
    } else {
      const text = textIn(value);
      const known = fields.get(name) ?? '';
      fields.set(name, known === '' || text === '' ? known || text : `${known}\n${text}`);
    }
  };
  add('', row, 0);
  return fields;
}

function joined(name: string, key: string): string {
  if (name.length + key.length >= MAX_KEY) {
    throw new OverBound({ kind: 'key-too-long' });
  }
  return `${name}.${key}`;
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'boolean' ? String(value) : '';
}
