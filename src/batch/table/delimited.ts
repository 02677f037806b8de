import { isOwnCsv } from './csv.ts';
import { unguarded } from './formulaGuard.ts';
import type { Lines } from './lines.ts';
import { lineAt } from './lines.ts';
import type { ParsedCells } from './parsedCells.ts';
import { parsedCells } from './parsedCells.ts';
import { SAMPLE_CHARACTERS, separates, separatorOf } from './separator.ts';
import { Counted, MAX_COLUMNS, MAX_ROWS, withinBounds } from './tableBounds.ts';
import type { TableProblem } from './tableProblem.ts';
import { withoutTitles } from './titles.ts';

/** `sep=;`, as some spreadsheets write it; quoted after another one saved it again. */
const NAMED_SEPARATOR = /^\s*"?sep=(\\t|.)?"?[,;\t|]*(?:\r*\n|\r|$)/iu;

/** Rules in text tables: `|---|:--|`, `+-----+`, `---,----`. They have at least two dashes. */
const RULES = /^[-+|:=,; \t]+$/gm;
const RULE = /^[-+|:= ]*$/;

/** Enough to tell the format of a file. */
const SAMPLE_LINES = 100;
const HEAD_CHARACTERS = 10_000;

/** What databases write below a table: `(3 rows affected)`, in any language. */
const FOOTER = /^\(\d+ [\p{L} ]+\)$|^\d+ rows? in set\b/u;

/**
 * Reads lines of cells with any common separator: comma, semicolon, tab, pipe, and others. Also
 * reads text tables of Markdown and databases.
 */
export function readDelimited(text: string): Lines | TableProblem {
  return withinBounds(() => linesIn(text));
}

function linesIn(text: string): Lines | TableProblem {
  if (isOwnCsv(text)) {
    return cellsBy(text, '\t', ownCell);
  }
  const [start = '', named] = NAMED_SEPARATOR.exec(text) ?? [];
  const rest = oneLineEnd(text.slice(start.length));
  const columns = inFixedWidths(rest);
  if (columns !== undefined) {
    return withoutFrame(columns);
  }
  const said = named === '\\t' ? '\t' : named;
  const separator = said !== undefined && separates(rest, said) ? said : separatorIn(rest);
  const read = cellsBy(rest, separator, cell);
  return 'kind' in read && read.kind === 'open-quote'
    ? { ...read, line: lineAt(start, start.length) - 1 + read.line }
    : read;
}

/** @param separator undefined for a single column */
function cellsBy(
  text: string,
  separator: string | undefined,
  read: (cell: string) => string,
): Lines | TableProblem {
  const { data, openQuote } = parsed(text, separator);
  return openQuote === undefined
    ? withoutFrame(unwrapped(data, separator).map((line) => line.map(read)))
    : { kind: 'open-quote', line: lineAt(text, openQuote) };
}

function separatorIn(text: string): string | undefined {
  return separatorOf(
    text.slice(0, SAMPLE_CHARACTERS).replace(RULES, (rule) => (/--|==/.test(rule) ? '' : rule)),
  );
}

/**
 * @param separator undefined for a single column
 * @throws OverBound
 */
function parsed(text: string, separator = '\0'): ParsedCells {
  if (text.split(/[\r\n]+/, SAMPLE_LINES).every((line) => /^(?:'.*'\s*|\s*)$/.test(line))) {
    const single = parsedCells(text, separator, "'");
    if (!single.isOdd) {
      return single;
    }
  }
  const read = parsedCells(text, separator, '"');
  if (!read.data.some((line) => line.some((one) => /^ +"/.test(one)))) {
    return read;
  }
  // Papa doesn't recognize a quote after a space.
  const before = `(^|\\u{${separator.codePointAt(0)?.toString(16) ?? '0'}}) +"`;
  return parsedCells(text.replace(new RegExp(before, 'gmu'), '$1"'), separator, '"');
}

/** Unwraps lines that were saved as a single quoted cell each, including their separators. */
function unwrapped(data: readonly string[][], separator: string | undefined): readonly string[][] {
  const first = data.findIndex(({ length }) => length > 1);
  const width = data[first]?.length;
  if (separator === undefined || width === undefined) {
    const all = data.map((line) => line.join('')).join('\n');
    const inside = separatorIn(all);
    return inside === undefined ? data : parsed(all, inside).data;
  }
  const isWrapped = (line: readonly string[], at: number): boolean =>
    at > first && line.length === 1 && line[0]?.includes(separator) === true;
  const wrapped = data.filter(isWrapped).map(([only = '']) => only);
  // All at once, unless there are line ends in them, too.
  const inside = wrapped.length === 0 ? [] : parsed(wrapped.join('\n'), separator).data;
  if (inside.length !== wrapped.length) {
    return data;
  }
  let next = 0;
  return data.map((line, at) => {
    const cells = isWrapped(line, at) ? inside[next++] : undefined;
    return cells?.length === width ? cells : line;
  });
}

/** Reads columns of fixed width, marked by dashes below their names, as databases print them. */
function inFixedWidths(text: string): string[][] | undefined {
  const [dashes] = /^-+(?: +-+)+ *$/m.exec(text.slice(0, HEAD_CHARACTERS)) ?? [];
  if (dashes === undefined) {
    return undefined;
  }
  const starts = [...dashes.matchAll(/-+/g)].map(({ index }) => index);
  const lines = text.split(/\r\n|\r|\n/, MAX_ROWS + 1);
  if (starts.length > MAX_COLUMNS) {
    return undefined;
  }
  const names = lines.indexOf(dashes) - 1;
  const counted = new Counted();
  return lines.map((line, at) => {
    const cells =
      at < names || FOOTER.test(line)
        ? [line.trim()]
        : starts.map((start, n) => line.slice(start, starts[n + 1]).trim());
    counted.add(cells);
    return cells;
  });
}

/** Without rules, and without titles above and notes below the table. */
function withoutFrame(all: readonly string[][]): Lines {
  const some = all.filter((line) => line.some((one) => one !== ''));
  const first = some.findIndex((line) => !isRule(line));
  const lines = withoutTitles(some.slice(Math.max(0, first)));
  const end = lines.findLastIndex((line) => line.length > 1 || !FOOTER.test(line[0] ?? ''));
  const [names, rule, ...rest] = lines.slice(0, end + 1);
  const rows = [names, rule, ...rest].flatMap((line) =>
    line === undefined || isRule(line) ? [] : [line],
  );
  return { lines: rows, isNamed: rule !== undefined && isRule(rule) && rows.length > 1 };
}

function isRule(line: readonly string[]): boolean {
  return line.every((one) => RULE.test(one)) && line.some((one) => /--|==/.test(one));
}

/** Makes mixed line ends `\n`. Others stay, since cells may contain them. */
function oneLineEnd(text: string): string {
  const kinds = [/\r\n/, /\r(?!\n)/, /(?<!\r)\n/].filter((kind) => kind.test(text));
  return kinds.length > 1 ? text.replace(/\r\r\n|\r\n|\r/g, '\n') : text;
}

/** Without the formula that spreadsheets use to keep a number as text: `="007"`. */
function cell(text: string): string {
  const trimmed = text.trim();
  return /^="(.*)"$/s.exec(trimmed)?.[1]?.replaceAll('""', '"') ?? trimmed;
}

/** A cell of a table that the product wrote, which marks formulas as text. */
function ownCell(text: string): string {
  const [trimmed, value] = [text.trim(), cell(text)];
  return value === trimmed ? unguarded(trimmed).trim() : value;
}
