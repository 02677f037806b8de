import type { Encoding } from './encodings.ts';
import { ENCODINGS, decoded } from './encodings.ts';

/** What is known besides the bytes. */
export interface Evidence {
  /** What pictures are called: a table names them. */
  readonly names: readonly string[];
  /** Of VS Code, as `zh-cn`. */
  readonly language: string;
  /** As `TextDecoder` or VS Code name it: what the person has said of the file, or of all. */
  readonly encoding?: string | undefined;
}

/** How a table reads in an encoding. */
export interface DecodedText {
  readonly encoding: Encoding;
  /** The first cells that are not the same in all encodings. */
  readonly cells: readonly string[];
  /** Whether pictures are called as cells are, read so and in no other way, or no cell differs. */
  readonly isSure: boolean;
}

const SAMPLE_BYTES = 60_000;
const CELLS = 4;
/** A part of a picture's name that is read right weighs more than anything that looks odd. */
const NAMED = 1000;

/**
 * How a table that is not in Unicode may be read, the likeliest first: by the pictures that it
 * names, then by what looks odd in words, then by what the person or the language suggests. What
 * reads the same in several encodings comes once.
 *
 * @returns one or more
 */
export function readingsOf(bytes: Uint8Array, evidence: Evidence): readonly DecodedText[] {
  const { sample, isAll } = linesOutsideAscii(bytes);
  const names = new Set(evidence.names.map(plainName).filter((name) => OUTSIDE.test(name)));
  const all = ENCODINGS.map((encoding, order) => {
    const text = decoded(sample, encoding.id);
    const cells = cellsOf(text);
    const named = cells.filter((cell) => names.has(plainName(cell)) || names.has(stem(cell)));
    const isSaid = same(encoding.id, evidence.encoding);
    const isOfLanguage = encoding.languages.includes(evidence.language.toLowerCase());
    return {
      encoding,
      text,
      cells,
      named: named.length,
      score:
        Math.min(named.length, 1) * NAMED -
        10 * oddness(text, encoding.id) +
        (isSaid ? 4 : 0) +
        (isOfLanguage ? 2 : 0) -
        order / 100,
    };
  });
  const best = all.toSorted((a, b) => b.score - a.score);
  const naming = best.filter(({ named }) => named > 0);
  // Where all has been seen, encodings that make the same of it are one.
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

/** The lines that say anything of the encoding. No byte of a character is a line end in any. */
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

/** What VS Code calls the encodings that are here by another name. */
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

/** What no text has: characters for control, of no script, or unknown. */
const IMPOSSIBLE = /[\uFFFD\u0080-\u009F\uE000-\uF8FF\p{Cn}]/gu;
/** Drawings, marks and signs that hardly ever are in a table. */
const UNLIKELY = /[\u2500-\u259F\u2320\u2321\uFF61-\uFF9F¤¦¨¬­¯´¸‗˛ˇ˘˙˝ƒ√∂∑∏∫≈∆◊]/gu;
/** What stands where a word goes on: other signs, or a capital behind a small letter. */
const INSIDE_WORD =
  /\p{L}[^\p{L}\p{M}\p{N}\u0000-\u007F’–—·]\p{L}|\p{Ll}(?![A-Z])\p{Lu}|[a-z][A-Z]?(?=[^\u0000-\u007F])\p{Lu}/gu;
const MIXED_SCRIPTS =
  /[A-Za-z][\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]|[\p{Script=Han}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}][a-z]/gu;

/** Latin words have no four letters with marks in a row: it is another script. */
const LETTERS_WITH_MARKS = /[\u00C0-\u024F]{4,}/gu;

/** How much of what is not ASCII looks as no text does, from 0 to some. */
function oddness(text: string, id: string): number {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const outside = count(/[^\u0000-\u007F]/gu);
  return outside === 0
    ? 0
    : // What is UTF-8 in other places is so by no chance.
      ((id === 'utf-8' ? 1 : 10) * count(IMPOSSIBLE) +
        2 * count(UNLIKELY) +
        2 * count(INSIDE_WORD) +
        2 * count(MIXED_SCRIPTS) +
        2 * count(LETTERS_WITH_MARKS)) /
        outside;
}
