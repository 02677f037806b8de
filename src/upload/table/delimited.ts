import Papa from 'papaparse';
import type { Lines } from './lines.ts';
import { separates, separatorOf } from './separator.ts';
import type { TableProblem } from './table.ts';
import { withoutTitles } from './titles.ts';

/** `sep=;`, which spreadsheets understand and some write; quoted, where one has saved it again. */
const NAMED_SEPARATOR = /^\s*"?sep=(\\t|.)?"?[,;\t|]*(?:\r*\n|\r|$)/iu;

/** What may frame a table of text, and does with two dashes: `|---|:--|`, `+-----+`. */
const RULES = /^[-+|:= \t]+$/gm;

/**
 * Takes lines of cells apart, by whatever separates them: comma, semicolon, tab, pipe and what else
 * is seen. Tables of text as Markdown and databases write them are read too.
 */
export function readDelimited(text: string): Lines | TableProblem {
  const [start = '', named] = NAMED_SEPARATOR.exec(text) ?? [];
  const rest = oneLineEnd(text.slice(start.length));
  const said = named === '\\t' ? '\t' : named;
  const separator = said !== undefined && separates(rest, said) ? said : separatorOf(rest);
  const framed = separator === '|' ? withoutRules(rest) : rest;
  const { data, errors } = Papa.parse<string[]>(framed, {
    // A file of one column has nothing to take apart.
    delimiter: separator ?? '\u0000',
    skipEmptyLines: 'greedy',
  });
  const quote = openQuote(framed, errors);
  if (quote !== undefined) {
    return { kind: 'open-quote', line: lineAt(start, start.length) - 1 + lineAt(framed, quote) };
  }
  const lines = data.map((line) => line.map(cell)).filter((line) => line.some((one) => one !== ''));
  return { lines: withoutTitles(lines), isNamed: framed !== rest };
}

function withoutRules(text: string): string {
  return text.replace(RULES, (rule) => (rule.includes('--') || rule.includes('==') ? '' : rule));
}

/** A file that has several kinds of line ends has only `\n` then; cells keep theirs otherwise. */
function oneLineEnd(text: string): string {
  const kinds = [/\r\n/, /\r(?!\n)/, /(?<!\r)\n/].filter((kind) => kind.test(text));
  return kinds.length > 1 ? text.replace(/\r\r\n|\r\n|\r/g, '\n') : text;
}

/**
 * Where a quote begins that swallows lines: none closes it, or only one that should begin another
 * cell in a later line does.
 */
function openQuote(text: string, errors: readonly Papa.ParseError[]): number | undefined {
  return errors
    .filter(({ type }) => type === 'Quotes')
    .find(
      ({ code, index: at = 0 }) =>
        code === 'MissingQuotes' || /[\r\n]/.test(text.slice(at, text.indexOf('"', at))),
    )?.index;
}

/** Counted from 1. */
function lineAt(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n|\r|\n/).length;
}

/** Spreadsheets keep a number from being rounded by making it a formula of text: `="007"`. */
function cell(text: string): string {
  const trimmed = text.trim();
  return /^="(.*)"$/s.exec(trimmed)?.[1]?.replaceAll('""', '"') ?? trimmed;
}
