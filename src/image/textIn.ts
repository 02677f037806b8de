import { latin1 } from './latin1.ts';

/**
 * What counts as text here: ASCII, what is between its letters in UTF-16, and degrees and minutes.
 */
const TEXT = tableOf('\0\b\t\n\f\r\x80\x99\x9d\xb0\xb2\xb3\xba\xc2\xe2', 0x20, 0x7e);
/** The characters of coordinates. */
const NUMBERS = tableOf('\0 +-.,;/\xb0\xc2NSEWO', 0x30, 0x39);

/** Shorter runs are noise. In large data, so are these. */
const SHORT_RUN = 8;
const LONG_RUN = 24;
const NUMBERS_RUN = 12;

/** Data of at least this many bytes are large: a video after a picture, the picture itself. */
const LARGE = 128 * 1024;

/** Comes between runs, and in none of them. */
const GAP = '\x01';

function tableOf(characters: string, from: number, to: number): Uint8Array {
  const table = new Uint8Array(256);
  table.fill(1, from, to + 1);
  for (const character of characters) {
    table[character.charCodeAt(0)] = 1;
  }
  return table;
}

/**
 * What may be text in any data, in ASCII, UTF-8, or UTF-16, one character per byte, without zeros.
 * Hardly anything else is left.
 */
export function textIn(bytes: Uint8Array): string {
  const shortest = bytes.length > LARGE ? LONG_RUN : SHORT_RUN;
  const runs = runsOf(bytes, TEXT, shortest);
  if (shortest > NUMBERS_RUN) {
    runs.push(...runsOf(bytes, NUMBERS, NUMBERS_RUN));
  }
  return withoutZeros(runs.join(GAP));
}

/** All of it, if it is known to be text. */
export function asText(bytes: Uint8Array): string {
  return withoutZeros(latin1(bytes));
}

/**
 * If there are zeros, in two variants: a zero is half a letter in UTF-16, or else the end of a
 * text.
 */
function withoutZeros(text: string): string {
  return text.includes('\0')
    ? `${text.replaceAll('\0', '')}${GAP}${text.replaceAll(/\0+/g, GAP)}`
    : text;
}

/**
 * Checks only each third of the shortest run: a run that is long enough includes three checks in a
 * row. Written for speed, because it goes through whole videos.
 */
function runsOf(bytes: Uint8Array, table: Uint8Array, shortest: number): string[] {
  const runs: string[] = [];
  const step = Math.floor(shortest / 3);
  const half = step >> 1;
  const last = bytes.length - 2 * step;
  for (let at = 0; at < last; at += step) {
    const first = table[bytes[at] ?? 0] ?? 0;
    const second = table[bytes[at + step] ?? 0] ?? 0;
    const third = table[bytes[at + 2 * step] ?? 0] ?? 0;
    // One branch for all three: most aren’t taken.
    if ((first & second & third) === 0) {
      continue;
    }
    const between =
      (table[bytes[at + half] ?? 0] ?? 0) & (table[bytes[at + step + half] ?? 0] ?? 0);
    if (between === 0) {
      continue;
    }
    let from = at;
    while (from > 0 && table[bytes[from - 1] ?? 0] === 1) {
      from -= 1;
    }
    let to = at + 1;
    while (to < bytes.length && table[bytes[to] ?? 0] === 1) {
      to += 1;
    }
    if (to - from >= shortest) {
      runs.push(latin1(bytes.subarray(from, to)));
    }
    // The byte at `to` belongs to no run, so the next check is after it.
    at = to + 1 - step;
  }
  return runs;
}
