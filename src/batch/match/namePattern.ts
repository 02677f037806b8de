import type { NameText } from './nameText.ts';
import type { Piece, Placeholders } from './patternPieces.ts';
import { lettersIn, piecesOf, plainPath } from './patternPieces.ts';

/** One way in which a pattern reads a name. */
export interface NameReading {
  /** The trimmed text for each placeholder. */
  readonly parts: readonly string[];
  /** The text for all `*`. */
  readonly rest: string;
}

/** A name with more readings than this is hardly one that the pattern was made for. */
const MAX_READINGS = 12;

const SLASH = 0x2f;

/**
 * A pattern for names: placeholders in braces, `*` for anything, `[_*]?` for an optional part. With
 * `/` or `\` it matches the end of a path: then `*` stays within a folder, and `**` doesn't.
 */
export class NamePattern {
  readonly isOfPath: boolean;
  /** Whether it may include the file's extension. */
  readonly mayHaveEnding: boolean;
  readonly #pieces: readonly Piece[];
  /** Literal text outside of optional parts. */
  readonly #letters: readonly Uint32Array[];
  readonly #placeholders: number;

  /** @param placeholders each with all its names, the preferred one first */
  constructor(pattern: string, placeholders: Placeholders) {
    const text = pattern.normalize('NFC');
    this.isOfPath = /[/\\]/.test(text);
    const path = this.isOfPath ? plainPath(text) : text;
    const last = path.slice(path.lastIndexOf('/') + 1);
    // A placeholder isn't an extension: `*.{key}` must not extract `jpg`.
    this.mayHaveEnding = /\.[^.{]*$/.test(last);
    this.#pieces = piecesOf(path, placeholders, this.isOfPath);
    this.#letters = lettersIn(this.#pieces);
    this.#placeholders = placeholders.length;
  }

  /**
   * All ways to read a name. The first has the shortest placeholders and the longest `*`: in
   * `A_1_front`, `{key}_*` reads `A`, and `*_{key}` reads `front`. A regular expression would do
   * the same, but backtracks for minutes in a name like `______`.
   */
  readings(name: NameText, most = MAX_READINGS): NameReading[] {
    const { codes } = name;
    const fits = this.#hasLetters(codes) ? this.#fitting(codes) : undefined;
    if (fits?.[0] !== 1) {
      return [];
    }
    const width = codes.length + 1;
    const found: NameReading[] = [];
    const parts = Array.from({ length: this.#placeholders }, () => '');
    const readFrom = (from: number, start: number, before: string): void => {
      let [index, at, rest] = [from, start, before];
      for (let piece = this.#pieces[index]; piece !== undefined; piece = this.#pieces[index]) {
        const after = (index + 1) * width;
        switch (piece.kind) {
          case 'part':
            for (let end = at + 1; end < width && found.length < most; end += 1) {
              if (this.isOfPath && codes[end - 1] === SLASH) {
                return;
              }
              if (fits[after + end] === 1) {
                parts[piece.placeholder] = name.slice(at, end).trim();
                readFrom(index + 1, end, rest);
              }
            }
            return;
          case 'letters':
            at += piece.codes.length;
            index += 1;
            break;
          case 'folders':
            while (fits[after + at] !== 1 || !isStart(codes, at)) {
              at += 1;
            }
            index += 1;
            break;
          case 'maybe':
            if (fits[after + at] === 1) {
              index += 1;
            } else {
              this.#withoutParts(parts, index, piece.end);
              index = piece.end;
            }
            break;
          default: {
            let end = at;
            const last = piece.kind === 'any' ? this.#endOfAny(codes, at) : codes.length;
            for (let one = at; one <= last; one += 1) {
              end = fits[after + one] === 1 ? one : end;
            }
            rest += name.slice(at, end);
            at = end;
            index += 1;
          }
        }
      }
      found.push({ parts: [...parts], rest });
    };
    readFrom(0, 0, '');
    const whole = found.filter(({ parts: all }) => !all.includes(''));
    return whole.length > 1
      ? [...new Map(whole.map((one) => [one.parts.join('\n'), one])).values()]
      : whole;
  }

  /** Clears the placeholders of an optional part that is missing in this reading. */
  #withoutParts(parts: string[], from: number, to: number): void {
    for (const piece of this.#pieces.slice(from, to)) {
      if (piece.kind === 'part') {
        parts[piece.placeholder] = '';
      }
    }
  }

  #endOfAny(codes: Uint32Array, at: number): number {
    const slash = this.isOfPath ? codes.indexOf(SLASH, at) : -1;
    return slash < 0 ? codes.length : slash;
  }

  /** Whether a name has all required literals in order. This decides most names quickly. */
  #hasLetters(codes: Uint32Array): boolean {
    let from = 0;
    return this.#letters.every((letters) => {
      let at = codes.indexOf(letters[0] ?? 0, from);
      while (at >= 0 && !matchesAt(letters, codes, at)) {
        at = codes.indexOf(letters[0] ?? 0, at + 1);
      }
      from = at + letters.length;
      return at >= 0;
    });
  }

  /**
   * For each piece and position in the name, 1 if the rest of the pattern matches the rest of the
   * name.
   */
  #fitting(codes: Uint32Array): Uint8Array {
    const end = codes.length;
    const width = end + 1;
    const pieces = this.#pieces;
    const fits = zeros((pieces.length + 1) * width);
    fits[pieces.length * width + end] = 1;
    const stop = this.isOfPath ? SLASH : -1;
    for (let index = pieces.length - 1; index >= 0; index -= 1) {
      const piece = pieces[index];
      const here = index * width;
      const after = here + width;
      switch (piece?.kind) {
        case 'letters':
          for (let at = end - piece.codes.length; at >= 0; at -= 1) {
            fits[here + at] =
              fits[after + at + piece.codes.length] === 1 && matchesAt(piece.codes, codes, at)
                ? 1
                : 0;
          }
          break;
        case 'any':
        case 'deep': {
          const wall = piece.kind === 'any' ? stop : -1;
          let next = 0;
          for (let at = end; at >= 0; at -= 1) {
            next = fits[after + at] === 1 ? 1 : codes[at] === wall ? 0 : next;
            fits[here + at] = next;
          }
          break;
        }
        case 'folders': {
          let next = 0;
          for (let at = end; at >= 0; at -= 1) {
            next = fits[after + at] === 1 && isStart(codes, at) ? 1 : next;
            fits[here + at] = next;
          }
          break;
        }
        case 'part': {
          let next = 0;
          for (let at = end - 1; at >= 0; at -= 1) {
            next = codes[at] === stop ? 0 : fits[after + at + 1] === 1 ? 1 : next;
            fits[here + at] = next;
          }
          break;
        }
        case 'maybe':
          for (let at = end; at >= 0; at -= 1) {
            fits[here + at] = (fits[after + at] ?? 0) | (fits[piece.end * width + at] ?? 0);
          }
          break;
        case undefined:
          break;
      }
    }
    return fits;
  }
}

let buffer = new Uint8Array(8192);

/** A zeroed buffer of at least this length, valid until the next call. */
function zeros(length: number): Uint8Array {
  if (buffer.length < length) {
    buffer = new Uint8Array(length * 2);
  } else {
    buffer.fill(0, 0, length);
  }
  return buffer;
}

function matchesAt(letters: Uint32Array, codes: Uint32Array, at: number): boolean {
  for (let n = 0; n < letters.length; n += 1) {
    if (codes[at + n] !== letters[n]) {
      return false;
    }
  }
  return true;
}

function isStart(codes: Uint32Array, at: number): boolean {
  return at === 0 || codes[at - 1] === SLASH;
}
