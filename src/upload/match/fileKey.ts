import { readRecordId } from '../../zoho/recordId.ts';

/** How a file's name says which record it is for. */
export interface NameRule {
  /**
   * The name without its ending, `{key}` for the part that names the record, `*` for parts that do
   * not matter: `{key}`, `{key}_*`.
   */
  readonly pattern: string;
  /** What stands in the name for something else, since a file's name cannot have it: `_` for `/`. */
  readonly replace: readonly Replacement[];
}

export interface Replacement {
  readonly from: string;
  readonly to: string;
}

export type PatternProblem = 'no-key' | 'two-keys';

/** What is wrong with a pattern; undefined where nothing is. */
export function patternProblem(pattern: string): PatternProblem | undefined {
  const keys = pattern.split('{key}').length - 1;
  return keys === 0 ? 'no-key' : keys > 1 ? 'two-keys' : undefined;
}

/** Parts of a file's name, by a rule. */
export interface NameParts {
  /** What names the record. */
  readonly key: string;
  /** What tells several pictures of one record apart: the rest of the name. */
  readonly rest: string;
}

/**
 * Undefined where the name is not of the rule.
 *
 * @param isId whether the key is a record's ID: then the `_` of `zcrm_` is a part of it, and not
 *   where the next part of the name begins
 */
export function partsOf(fileName: string, rule: NameRule, isId = false): NameParts | undefined {
  const parts = partsAsWritten(fileName, rule);
  if (!isId || (parts !== undefined && readRecordId(parts.key).isNamed)) {
    return parts;
  }
  const joined = fileName.replace(/zcrm[_\s-]*(?=\d)/gi, 'zcrm');
  const named = joined === fileName ? undefined : partsAsWritten(joined, rule);
  if (named !== undefined && readRecordId(named.key).kind === 'id') {
    return { ...named, key: named.key.replace(/^zcrm/i, 'zcrm_') };
  }
  return parts ?? named;
}

function partsAsWritten(fileName: string, { pattern, replace }: NameRule): NameParts | undefined {
  const found = read(stemOf(fileName).normalize('NFC'), piecesOf(pattern));
  if (found === undefined || found.key === '') {
    return undefined;
  }
  const key = replace.reduce(
    (text, { from, to }) => (from === '' ? text : text.split(from.normalize('NFC')).join(to)),
    found.key,
  );
  return { key, rest: found.rest };
}

/** A file's name without its ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}

/** What a pattern is made of: letters that have to be there, and what stands for others. */
type Piece = readonly string[] | 'any' | 'key';

function piecesOf(pattern: string): Piece[] {
  const parts = pattern.normalize('NFC').split(/(\{key\}|\*+)/);
  return parts.map((part) =>
    part === '{key}' ? 'key' : part.startsWith('*') ? 'any' : Array.from(part, plain),
  );
}

/**
 * As little as possible is the key, and as much as possible of the name what comes before: of
 * `A_1_front` by `{key}_*` it is `A`, by `*_{key}` it is `front`. An expression would say the same,
 * but goes back and forth for minutes in a name like `______`.
 */
function read(name: string, pieces: readonly Piece[]): NameParts | undefined {
  const letters = Array.from(name);
  const plainly = letters.map(plain);
  const fits = fitting(plainly, pieces);
  if (fits[0]?.[0] !== 1) {
    return undefined;
  }
  const parts = { key: '', rest: '' };
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const ends = fits[index + 1] ?? NOWHERE;
    const end =
      piece === 'key'
        ? ends.indexOf(1, at + 1)
        : piece === 'any'
          ? ends.lastIndexOf(1)
          : at + piece.length;
    if (piece === 'key') {
      parts.key = letters.slice(at, end).join('').trim();
    } else if (piece === 'any') {
      parts.rest += letters.slice(at, end).join('');
    }
    at = end;
  }
  return parts;
}

const NOWHERE = new Uint8Array();

/** For each piece and each place in the name, 1 where the rest of both goes together. */
function fitting(name: readonly string[], pieces: readonly Piece[]): Uint8Array[] {
  const end = name.length;
  const fits: Uint8Array[] = [];
  let behind = new Uint8Array(end + 1);
  behind[end] = 1;
  fits[pieces.length] = behind;
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    const piece = pieces[index] ?? 'any';
    const here = new Uint8Array(end + 1);
    for (let at = end; at >= 0; at -= 1) {
      if (piece === 'any' || piece === 'key') {
        const next = piece === 'any' ? at : at + 1;
        here[at] = behind[next] === 1 || here[at + 1] === 1 ? 1 : 0;
      } else if (behind[at + piece.length] === 1) {
        here[at] = piece.every((letter, n) => name[at + n] === letter) ? 1 : 0;
      }
    }
    fits[index] = here;
    behind = here;
  }
  return fits;
}

function plain(letter: string): string {
  return letter.toLowerCase();
}
