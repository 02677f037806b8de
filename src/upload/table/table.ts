import Papa from 'papaparse';
import * as v from 'valibot';
import { jsonMistake } from './jsonMistake.ts';
import { tableText } from './tableText.ts';

/** A table as people have it: every cell is text, so that leading zeros and long ids stay whole. */
export interface Table {
  /** Each has a name, and no two the same. */
  readonly columns: readonly string[];
  /** One cell for each column. */
  readonly rows: readonly (readonly string[])[];
}

/** Why there is no table in a file. */
export type TableProblem =
  | { readonly kind: 'empty' | 'not-a-table' | 'one-column' | 'no-rows' }
  /** In the line, counted from 1, a quote begins that is not closed, or the JSON is none any more. */
  | { readonly kind: 'open-quote' | 'not-json'; readonly line: number };

/**
 * Reads a table of CSV (comma, semicolon or tab) or JSON (an array of objects). The first line of
 * CSV names the columns.
 */
export function readTable(bytes: Uint8Array): Table | TableProblem {
  const text = tableText(bytes);
  if (text.trim() === '') {
    return { kind: 'empty' };
  }
  if (text.includes('\0')) {
    return { kind: 'not-a-table' };
  }
  return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text);
}

function readCsv(text: string): Table | TableProblem {
  // Spreadsheets understand this line, and some write it.
  const [line = '', named] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  const { data, errors } = Papa.parse<string[]>(text.slice(line.length), {
    delimiter: named ?? '',
    delimitersToGuess: [',', ';', '\t'],
    skipEmptyLines: 'greedy',
  });
  const quote = openQuote(text, line.length, errors);
  if (quote !== undefined) {
    return { kind: 'open-quote', line: lineAt(text, quote) };
  }
  const [head, ...rows] = data.map((row) => row.map(cell));
  if (head === undefined) {
    return { kind: 'empty' };
  }
  if (head.length < 2) {
    return { kind: 'one-column' };
  }
  return rows.length === 0 ? { kind: 'no-rows' } : tableOf(head, rows);
}

/**
 * Where a quote begins that swallows lines: none closes it, or only one that should begin another
 * cell in a later line does.
 */
function openQuote(
  text: string,
  from: number,
  errors: readonly Papa.ParseError[],
): number | undefined {
  return errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ code, index = 0 }) => ({ code, at: from + index }))
    .find(
      ({ code, at }) =>
        code === 'MissingQuotes' || /[\r\n]/.test(text.slice(at, text.indexOf('"', at))),
    )?.at;
}

/** Counted from 1. */
function lineAt(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n|\r|\n/).length;
}

/** Spreadsheets keep a number from being rounded by making it a formula of text: `="007"`. */
function cell(text: string): string {
  const trimmed = text.trim();
  return /^="(.*)"$/.exec(trimmed)?.[1]?.replaceAll('""', '"') ?? trimmed;
}

const Rows = v.pipe(v.array(v.record(v.string(), v.unknown())), v.nonEmpty());

function readJson(text: string): Table | TableProblem {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, asWritten);
  } catch {
    return { kind: 'not-json', line: lineAt(text.trimEnd(), jsonMistake(text)) };
  }
  const rows = v.safeParse(Rows, parsed);
  if (!rows.success) {
    return { kind: Array.isArray(parsed) && parsed.length === 0 ? 'empty' : 'not-a-table' };
  }
  const columns = [...new Set(rows.output.flatMap((row) => Object.keys(row)))];
  return columns.length < 2
    ? { kind: 'one-column' }
    : tableOf(
        columns,
        rows.output.map((row) => columns.map((column) => textIn(row[column]))),
      );
}

/** Numbers as they are written: an id has more digits than a number holds. */
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'boolean' ? String(value) : '';
}

/** Names columns that have none, tells those of one name apart, and makes all rows as long. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const width = rows.reduce((most, { length }) => Math.max(most, length), head.length);
  const columns: string[] = [];
  for (let index = 0; index < width; index++) {
    const name = head[index] ?? '';
    const isFree = name !== '' && !columns.includes(name);
    columns.push(isFree ? name : `${name === '' ? 'Column' : name} (${index + 1})`);
  }
  return {
    columns,
    rows: rows.map((row) => columns.map((_, index) => row[index] ?? '')),
  };
}
