import type { Encoding } from './encodings.ts';
import { ENCODINGS, decoded } from './encodings.ts';

/** What suggests an encoding, besides the bytes. */
export interface Evidence {
  /** File names of the pictures, which the table should contain. */
  readonly names: readonly string[];
  /** VS Code's display language, such as `zh-cn`. */
  readonly language: string;
  /** The person's choice for this file or for all, as `TextDecoder` or VS Code name it. */
  readonly encoding?: string | undefined;
}

/** A table as decoded with an encoding. */
export interface DecodedText {
  readonly encoding: Encoding;
  /** The first cells that differ between encodings. */
  readonly cells: readonly string[];
  /** Whether only this encoding makes cells match picture names, or no cells differ. */
  readonly isSure: boolean;
}

const SAMPLE_BYTES = 60_000;
const CELLS = 4;
/** A match with a picture's name outweighs any odd characters. */
const NAMED = 1000;

/**
 * Decodes a table that isn't Unicode with every likely encoding. The order is by matches with
 * picture names, then by odd characters, then by settings and language. Encodings with the same
 * result are listed once.
 *
 * @returns at least one, the likeliest first
 */
export function readingsOf(bytes: Uint8Array, evidence: Evidence): readonly DecodedText[] {
  const { sample, isAll } = linesOutsideAscii(bytes);
  const names = new Set(evidence.names.map(plainName).filter((name) => OUTSIDE.test(name)));
  const all = ENCODINGS.map((encoding, order) => {
    const text = decoded(sample, encoding.id);
    const cells = cellsOf(text);
    const named = cells.filter((cell) => names.has(plainName(cell)) || names.has(stem(cell)));
    const isSetting = same(encoding.id, evidence.encoding);
    const isOfLanguage = encoding.languages.includes(evidence.language.toLowerCase());
    return {
      encoding,
      text,
      cells,
      named: named.length,
      score:
        Math.min(named.length, 1) * NAMED -
        10 * oddness(text, encoding.id) +
        (isSetting ? 4 : 0) +
        (isOfLanguage ? 2 : 0) -
        order / 100,
    };
  });
  const best = all.toSorted((a, b) => b.score - a.score);
  const naming = best.filter(({ named }) => named > 0);
  // If the sample is the whole table, encodings with the same result count as one.
  const isSure = (isAll ? new Set(naming.map(({ text }) => text)).size : naming.length) === 1;
  return [...Map.groupBy(best, ({ text }) => text).values()].flatMap(([one]) =>
    one === undefined
      ? []
      : [
          {
            encoding: one.encoding,
            cells: one.cells.slice(0, CELLS),
            isSure: (isSure && one.named > 0) || one.cells.length === 0,
          },
        ],
  );
}

const OUTSIDE = /[^\u0000-\u007F]/;

/** The lines that aren't ASCII. In no encoding does a character contain a line end's byte. */
function linesOutsideAscii(bytes: Uint8Array): { sample: Uint8Array; isAll: boolean } {
  const lines: Uint8Array[] = [];
  let size = 0;
  let start = 0;
  let isOutside = false;

  for (let at = 0; at <= bytes.length && size < SAMPLE_BYTES; at++) {
    const byte = bytes[at] ?? 0x0a;
    isOutside ||= byte > 0x7f;
    if (byte === 0x0a || byte === 0x0d) {
      if (isOutside) {
        lines.push(bytes.subarray(start, Math.min(at + 1, start + SAMPLE_BYTES)));
        size += at - start + 1;
      }
      start = at + 1;
      isOutside = false;
    }
  }
  return { sample: Buffer.concat(lines), isAll: size < SAMPLE_BYTES };
}

function cellsOf(text: string): string[] {
  const cells = text.split(/[,;\t|\r\n]/).map((cell) => cell.trim().replaceAll('"', ''));
  return [...new Set(cells.filter((cell) => OUTSIDE.test(cell)))];
}

function plainName(path: string): string {
  const name = path.normalize('NFC').toLowerCase();
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}

function stem(path: string): string {
  return plainName(path).replace(/\.\w{3,4}$/, '');
}

function same(id: string, said: string | undefined): boolean {
  const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const alias = said === undefined ? '' : (ALIASES[letters(said)] ?? letters(said));
  return alias === letters(id);
}

/** VS Code's names of encodings that have another name here. */
const ALIASES: Readonly<Record<string, string>> = {
  macroman: 'macintosh',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp950: 'big5',
  big5hkscs: 'big5',
  cp866: 'ibm866',
  cp932: 'shiftjis',
  iso88591: 'windows1252',
};

/** Characters that no text has: control, private use, unassigned. */
const IMPOSSIBLE = /[\uFFFD\u0080-\u009F\uE000-\uF8FF\p{Cn}]/gu;
/** Box drawings, marks, and symbols that tables hardly ever contain. */
const UNLIKELY = /[\u2500-\u259F\u2320\u2321\uFF61-\uFF9F¤¦¨¬­¯´¸‗˛ˇ˘˙˝ƒ√∂∑∏∫≈∆◊]/gu;
/** What is odd inside a word: symbols, or a capital after a small letter. */
const INSIDE_WORD =
  /\p{L}[^\p{L}\p{M}\p{N}\u0000-\u007F’–—·]\p{L}|\p{Ll}(?![A-Z])\p{Lu}|[a-z][A-Z]?(?=[^\u0000-\u007F])\p{Lu}/gu;
const MIXED_SCRIPTS =
  /[A-Za-z][\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]|[\p{Script=Han}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}][a-z]/gu;

/** No Latin word has four accented letters in a row: it is another script. */
const LETTERS_WITH_MARKS = /[\u00C0-\u024F]{4,}/gu;

/** How odd the characters outside ASCII are on average; 0 for none. */
function oddness(text: string, id: string): number {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const outside = count(/[^\u0000-\u007F]/gu);
  return outside === 0
    ? 0
    : // Valid UTF-8 elsewhere in the text isn't a coincidence, so damage counts less.
      ((id === 'utf-8' ? 1 : 10) * count(IMPOSSIBLE) +
        2 * count(UNLIKELY) +
        2 * count(INSIDE_WORD) +
        2 * count(MIXED_SCRIPTS) +
        2 * count(LETTERS_WITH_MARKS)) /
        outside;
}
