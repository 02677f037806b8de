import type { NameText } from './nameText.ts';
import { codesOf } from './nameText.ts';

/** What a pattern is made of. */
type Piece =
  | { readonly kind: 'letters'; readonly codes: Uint32Array }
  /** Anything within a name: `*`. */
  | { readonly kind: 'any' }
  /** Anything, also over several folders: `**`. */
  | { readonly kind: 'deep' }
  /** Whole folders, or none. */
  | { readonly kind: 'folders' }
  /** What one of the placeholders stands for. */
  | { readonly kind: 'part'; readonly placeholder: number }
  /** What follows may be missing as a whole, up to a piece. */
  | { readonly kind: 'maybe'; readonly behind: number };

/** A name as a pattern reads it. */
export interface Reading {
  /** What each placeholder stands for, without blanks around it. */
  readonly parts: readonly string[];
  /** What `*` stands for. */
  readonly rest: string;
}

/** A name that can be read in more ways than this is hardly one that the pattern was meant for. */
const MOST_READINGS = 12;

const SLASH = 0x2f;

/**
 * How names are made: placeholders in braces, `*` for anything, `[_*]?` for what may be missing.
 * With `/` or `\` it is of the end of a path: `*` stays within one folder then, and `**` does not.
 */
export class NamePattern {
  readonly isOfPath: boolean;
  /** Whether it may have been written with the ending of the file. */
  readonly mayHaveEnding: boolean;
  readonly #pieces: readonly Piece[];
  readonly #placeholders: number;

  /** @param placeholders each by all names that it has, the first one as it has to be written */
  constructor(pattern: string, placeholders: Placeholders) {
    const text = pattern.normalize('NFC');
    this.isOfPath = /[/\\]/.test(text);
    const path = this.isOfPath ? plainPath(text) : text;
    const last = path.slice(path.lastIndexOf('/') + 1);
    this.mayHaveEnding = this.isOfPath ? last.includes('.') : /\.[a-z\d]{2,5}$/i.test(last);
    this.#pieces = piecesOf(path, placeholders, this.isOfPath);
    this.#placeholders = placeholders.length;
  }

  /**
   * The ways to read a name, the first with as little as possible in the placeholders, and as much
   * as possible in each `*`: of `A_1_front` by `{key}_*` the key is `A`, by `*_{key}` it is `front`.
   * An expression would say the same, but goes back and forth for minutes in a name like `______`.
   */
  readings(name: NameText, most = MOST_READINGS): Reading[] {
    const { codes } = name;
    const fits = this.#fitting(codes);
    if (fits[0] !== 1) {
      return [];
    }
    const width = codes.length + 1;
    const found: Reading[] = [];
    const parts = Array.from({ length: this.#placeholders }, () => '');
    const goOn = (from: number, start: number, before: string): void => {
      let [index, at, rest] = [from, start, before];
      for (let piece = this.#pieces[index]; piece !== undefined; piece = this.#pieces[index]) {
        const behind = (index + 1) * width;
        switch (piece.kind) {
          case 'part':
            for (let end = at + 1; end < width && found.length < most; end += 1) {
              if (this.isOfPath && codes[end - 1] === SLASH) {
                return;
              }
              if (fits[behind + end] === 1) {
                parts[piece.placeholder] = name.slice(at, end).trim();
                goOn(index + 1, end, rest);
              }
            }
            return;
          case 'letters':
            at += piece.codes.length;
            index += 1;
            break;
          case 'folders':
            while (fits[behind + at] !== 1 || !isStart(codes, at)) {
              at += 1;
            }
            index += 1;
            break;
          case 'maybe':
            if (fits[behind + at] === 1) {
              index += 1;
            } else {
              this.#withoutParts(parts, index, piece.behind);
              index = piece.behind;
            }
            break;
          default: {
            let end = at;
            const last = piece.kind === 'any' ? this.#endOfAny(codes, at) : codes.length;
            for (let one = at; one <= last; one += 1) {
              end = fits[behind + one] === 1 ? one : end;
            }
            rest += name.slice(at, end);
            at = end;
            index += 1;
          }
        }
      }
      found.push({ parts: [...parts], rest });
    };
    goOn(0, 0, '');
    const seen = new Set<string>();
    return found.filter(({ parts: all }) => {
      const text = all.join('\n');
      const isNew = !seen.has(text) && !all.includes('');
      seen.add(text);
      return isNew;
    });
  }

  /** What is missing stands for nothing, whatever another reading had there. */
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

  /** For each piece and each place in the name, 1 where the rest of both goes together. */
  #fitting(codes: Uint32Array): Uint8Array {
    const end = codes.length;
    const width = end + 1;
    const pieces = this.#pieces;
    const fits = scratch((pieces.length + 1) * width);
    fits[pieces.length * width + end] = 1;
    for (let index = pieces.length - 1; index >= 0; index -= 1) {
      const piece = pieces[index];
      const here = index * width;
      const behind = here + width;
      for (let at = end; at >= 0; at -= 1) {
        const next = at < end && fits[here + at + 1] === 1;
        const goesOn = at < end && !(this.isOfPath && codes[at] === SLASH);
        let is = false;
        switch (piece?.kind) {
          case 'letters':
            is = stands(piece.codes, codes, at) && fits[behind + at + piece.codes.length] === 1;
            break;
          case 'any':
            is = fits[behind + at] === 1 || (goesOn && next);
            break;
          case 'deep':
            is = fits[behind + at] === 1 || next;
            break;
          case 'folders':
            is = next || (fits[behind + at] === 1 && isStart(codes, at));
            break;
          case 'part':
            is = goesOn && (fits[behind + at + 1] === 1 || next);
            break;
          case 'maybe':
            is = fits[behind + at] === 1 || fits[piece.behind * width + at] === 1;
            break;
          case undefined:
            break;
        }
        fits[here + at] = is ? 1 : 0;
      }
    }
    return fits;
  }
}

/** For each placeholder the names by which a pattern may call it. */
export type Placeholders = readonly (readonly string[])[];

/** How often each placeholder stands in a pattern. */
export function placeholdersIn(pattern: string, placeholders: Placeholders): number[] {
  const pieces = piecesOf(pattern.normalize('NFC'), placeholders, false);
  return placeholders.map(
    (_, n) => pieces.filter((piece) => piece.kind === 'part' && piece.placeholder === n).length,
  );
}

let kept = new Uint8Array(8192);

/** Zeros, so many at least; to be used until the next are wanted. */
function scratch(length: number): Uint8Array {
  if (kept.length < length) {
    kept = new Uint8Array(length * 2);
  } else {
    kept.fill(0, 0, length);
  }
  return kept;
}

function stands(letters: Uint32Array, codes: Uint32Array, at: number): boolean {
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

/** As the path is: `/` between the parts, without one around them; a folder alone has all in it. */
function plainPath(pattern: string): string {
  const path = pattern.replaceAll(/[/\\]+/g, '/').replace(/^(?:\.?\/)+/, '');
  return path.endsWith('/') ? `${path}*` : path;
}

function piecesOf(pattern: string, placeholders: Placeholders, isOfPath: boolean): Piece[] {
  const pieces: Piece[] = isOfPath ? [{ kind: 'folders' }] : [];
  const token = tokenOf(placeholders, isOfPath);
  const put = (text: string): void => {
    let letters = '';
    const flush = (): void => {
      if (letters !== '') {
        pieces.push({ kind: 'letters', codes: codesOf(letters) });
      }
      letters = '';
    };
    for (let at = 0; at < text.length;) {
      token.lastIndex = at;
      const [found, optional, name, stars] = token.exec(text) ?? [];
      if (found === undefined) {
        letters += text[at] ?? '';
        at += 1;
        continue;
      }
      flush();
      at += found.length;
      if (optional !== undefined) {
        const here = pieces.length;
        pieces.push({ kind: 'maybe', behind: 0 });
        put(optional);
        pieces[here] = { kind: 'maybe', behind: pieces.length };
      } else if (name !== undefined) {
        pieces.push({ kind: 'part', placeholder: placeholderOf(name, placeholders) });
      } else if (stars?.endsWith('/') === true) {
        pieces.push({ kind: 'folders' });
      } else {
        pieces.push({ kind: isOfPath && found.length > 1 ? 'deep' : 'any' });
      }
    }
    flush();
  };
  put(pattern);
  return pieces;
}

/** What may be missing, a placeholder's name, or stars; folders only where one begins. */
function tokenOf(placeholders: Placeholders, isOfPath: boolean): RegExp {
  const names = placeholders.flat().join('|');
  const stars = isOfPath ? String.raw`(?<![^/])\*{2,}/|\*+` : String.raw`\*+`;
  return new RegExp(String.raw`\[([^[\]]*)\]\?|\{(${names})\}|(${stars})`, 'y');
}

function placeholderOf(name: string, placeholders: Placeholders): number {
  return placeholders.findIndex((names) => names.includes(name));
}
