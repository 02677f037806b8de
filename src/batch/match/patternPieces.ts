import { codesOf } from './nameText.ts';

/** What a pattern is made of. */
export type Piece =
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
  | { readonly kind: 'maybe'; readonly end: number };

/** For each placeholder the names by which a pattern may call it. */
export type Placeholders = readonly (readonly string[])[];

/** How often each placeholder stands in a pattern. */
export function placeholdersIn(pattern: string, placeholders: Placeholders): number[] {
  const pieces = piecesOf(pattern.normalize('NFC'), placeholders, false);
  return placeholders.map(
    (_, n) => pieces.filter((piece) => piece.kind === 'part' && piece.placeholder === n).length,
  );
}

/** As the path is: `/` between the parts, without one around them; a folder alone has all in it. */
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

/** What may be missing, a placeholder's name, or stars; folders only where one begins. */
function tokenOf(placeholders: Placeholders, isOfPath: boolean): RegExp {
  const names = placeholders.flat().join('|');
  const stars = isOfPath ? String.raw`(?<![^/])\*{2,}/|\*+` : String.raw`\*+`;
  return new RegExp(String.raw`\[([^[\]]*)\]\?|\{(${names})\}|(${stars})`, 'y');
}

function placeholderOf(name: string, placeholders: Placeholders): number {
  return placeholders.findIndex((names) => names.includes(name));
}
