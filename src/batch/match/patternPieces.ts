import { codesOf } from './nameText.ts';

/** A piece of a parsed pattern. */
export type Piece =
  | { readonly kind: 'letters'; readonly codes: Uint32Array }
  /** Anything within a name: `*`. */
  | { readonly kind: 'any' }
  /** Anything across folders: `**`. */
  | { readonly kind: 'deep' }
  /** Any number of whole folders. */
  | { readonly kind: 'folders' }
  /** A placeholder. */
  | { readonly kind: 'part'; readonly placeholder: number }
  /** An optional part: the pieces up to `end`, an index. */
  | { readonly kind: 'maybe'; readonly end: number };

/** The names of each placeholder in patterns. */
export type Placeholders = readonly (readonly string[])[];

/** How often a pattern contains each placeholder. */
export function placeholdersIn(pattern: string, placeholders: Placeholders): number[] {
  const pieces = piecesOf(pattern.normalize('NFC'), placeholders, false);
  return placeholders.map(
    (_, n) => pieces.filter((piece) => piece.kind === 'part' && piece.placeholder === n).length,
  );
}

/**
 * A pattern with `/` only between its parts. One that ends with `/` matches all files in the
 * folder.
 */
export function plainPath(pattern: string): string {
  const path = pattern.replaceAll(/[/\\]+/g, '/').replace(/^(?:\.?\/)+/, '');
  return path.endsWith('/') ? `${path}*` : path;
}

export function piecesOf(pattern: string, placeholders: Placeholders, isOfPath: boolean): Piece[] {
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
        pieces.push({ kind: 'maybe', end: 0 });
        put(optional);
        pieces[here] = { kind: 'maybe', end: pieces.length };
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

export function lettersIn(pieces: readonly Piece[]): Uint32Array[] {
  let behind = 0;
  return pieces.flatMap((piece, index) => {
    if (piece.kind === 'maybe') {
      behind = Math.max(behind, piece.end);
    }
    return piece.kind === 'letters' && index >= behind ? [piece.codes] : [];
  });
}

/** Matches an optional part, a placeholder, or stars. */
function tokenOf(placeholders: Placeholders, isOfPath: boolean): RegExp {
  const names = placeholders.flat().join('|');
  const stars = isOfPath ? String.raw`(?<![^/])\*{2,}/|\*+` : String.raw`\*+`;
  return new RegExp(String.raw`\[([^[\]]*)\]\?|\{(${names})\}|(${stars})`, 'y');
}

function placeholderOf(name: string, placeholders: Placeholders): number {
  return placeholders.findIndex((names) => names.includes(name));
}
