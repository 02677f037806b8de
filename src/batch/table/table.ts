import { readDelimited } from './delimited.ts';
import { readJson } from './json.ts';
import { MAX_CELLS, MAX_COLUMNS } from './tableBounds.ts';
import type { Lines } from './lines.ts';
import type { TableProblem } from './tableProblem.ts';

/** A table. Every cell is text, so that leading zeros and long IDs stay intact. */
export interface Table {
  /** Distinct names, none empty. */
  readonly columns: readonly string[];
  /** A cell for each column. */
  readonly rows: readonly (readonly string[])[];
}

/** Reads the lines of a text with any separator, or of JSON. */
export function linesOf(text: string): Lines | TableProblem {
  if (text.trim() === '') {
    return { kind: 'empty' };
  }
  if (text.includes('\0')) {
    return { kind: 'not-a-table' };
  }
  if (/^\s*<(?:!doctype|html|head|meta|table|style|\?xml)\b/i.test(text)) {
    return { kind: 'other-spreadsheet', ending: 'html' };
  }
  return /^\s*[[{]/.test(text) ? readJson(text) : readDelimited(text);
}

/**
 * Makes a table of lines: names columns without a name by their position, makes names distinct,
 * pads rows, and drops empty columns.
 *
 * @param hasNames whether the first line contains the column names
 */
export function tableOf({ lines }: Lines, hasNames: boolean): Table | TableProblem {
  const rows = hasNames ? lines.slice(1) : lines;
  const names = hasNames ? namesAbove(rows, lines[0] ?? []) : [];
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
  if (lines.length === 0) {
    return { kind: 'empty' };
  }
  const used = new Array<boolean>(width).fill(false);
  for (const line of lines) {
    line.forEach((cell, at) => {
      used[at] ||= cell !== '';
    });
  }
  const places = used.flatMap((isUsed, at) => (isUsed ? [at] : []));
  if (places.length < 2) {
    return { kind: 'one-column' };
  }
  if (rows.length === 0) {
    return { kind: 'no-rows' };
  }
  if (places.length > MAX_COLUMNS) {
    return { kind: 'too-many-columns' };
  }
  if (places.length * rows.length > MAX_CELLS) {
    return { kind: 'too-large' };
  }
  return {
    columns: namesOf(names, places),
    rows: rows.map((row) => places.map((at) => row[at] ?? '')),
  };
}

/** R writes row numbers before each row, in a column without a name. */
function namesAbove(
  rows: readonly (readonly string[])[],
  names: readonly string[],
): readonly string[] {
  const areNumbered = rows.every(
    (row, at) => row.length === names.length + 1 && row[0] === String(at + 1),
  );
  return areNumbered ? ['', ...names] : names;
}

/** @param places positions from 0, for names of columns without one */
function namesOf(names: readonly string[], places: readonly number[]): string[] {
  const given = new Set(names);
  const columns = new Set<string>();
  for (const at of places) {
    const own = names[at] ?? '';
    const name = own === '' ? `Column ${at + 1}` : own;
    let one = name;
    for (let n = at + 1; columns.has(one) || (one !== own && given.has(one)); n++) {
      one = `${name} (${n})`;
    }
    columns.add(one);
  }
  return [...columns];
}
