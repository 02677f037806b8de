import Papa from 'papaparse';
import { Counted, OverBound } from './tableBounds.ts';

export interface ParsedCells {
  readonly data: readonly string[][];
  /** Offset of the first quoted cell that swallows lines. */
  readonly openQuote: number | undefined;
  /** Whether any quotes are malformed. */
  readonly isOdd: boolean;
}

type Chunked = Pick<Papa.ParseLocalConfig<string[], Papa.LocalFile>, 'chunk' | 'chunkSize'>;

/** What is parsed before the bounds are checked again, in characters. */
const CHUNK = 1_000_000;

/** A longer line isn't one: a quote is missing, or it is over a bound. */
const LONGEST_LINE = 4 * CHUNK;

/**
 * Splits a text into cells, in chunks: what is over a bound never is in memory as a whole.
 *
 * @throws OverBound
 */
export function parsedCells(text: string, separator: string, quoteChar: string): ParsedCells {
  const counted = new Counted();
  const data: string[][] = [];
  const config = { delimiter: separator, skipEmptyLines: 'greedy', quoteChar } as const;
  let openQuote: number | undefined;
  let isOdd = false;
  let over: OverBound | undefined;
  let given = 0;
  let done = 0;
  // The types know chunks of files only.
  const inChunks: Papa.ParseConfig<string[]> & Chunked = {
    ...config,
    chunkSize: CHUNK,
    chunk: (chunk, parser) => {
      given = Math.min(text.length, given + CHUNK);
      const isLast = given === text.length;
      // The last line comes again with the next chunk.
      const errors = chunk.errors.filter(
        ({ type, index = 0 }) => type === 'Quotes' && (isLast || done + index < chunk.meta.cursor),
      );
      isOdd ||= errors.length > 0;
      openQuote ??= openQuoteIn(text, done, errors);
      done = chunk.meta.cursor;
      try {
        for (const row of chunk.data) {
          counted.add(row);
          data.push(row);
        }
        if (!isLast && given - done > LONGEST_LINE) {
          const line = text.slice(done, given);
          const [quote] = Papa.parse<string[]>(line, config).errors;
          if (quote?.code !== 'MissingQuotes') {
            counted.add(line.split(separator));
          }
          openQuote ??= done + (quote?.index ?? 0);
          parser.abort();
        }
      } catch (error) {
        over = error as OverBound;
        parser.abort();
      }
    },
  };
  Papa.parse<string[]>(text, inChunks);
  if (over !== undefined && openQuote === undefined) {
    throw over;
  }
  return { data, openQuote, isOdd };
}

/**
 * Where a quoted cell begins that is never closed, or only by the quote that should open another
 * cell in a later line.
 *
 * @param from what the offsets of the errors count from
 */
function openQuoteIn(
  text: string,
  from: number,
  errors: readonly Papa.ParseError[],
): number | undefined {
  for (const { code, index = 0 } of errors) {
    const at = from + index;
    if (code === 'MissingQuotes' || /[\r\n]/.test(text.slice(at, text.indexOf('"', at)))) {
      return at;
    }
  }
  return undefined;
}
