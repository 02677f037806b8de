import { readRecordId } from '../../zoho/recordId.ts';
import type { NameReading } from './namePattern.ts';
import { NamePattern } from './namePattern.ts';
import type { NameText } from './nameText.ts';
import type { Placeholders } from './patternPieces.ts';
import { placeholdersIn } from './patternPieces.ts';
import type { PictureName } from './pictureName.ts';

/** How the name of a file identifies its record. */
export interface NameRule {
  /**
   * Pattern for the name without its extension: `{key}` for the part that identifies the record,
   * `*` for anything, `[_*]?` for an optional part. With `/` it matches the end of the path: in
   * `{key}/*` the key is the folder's name.
   */
  readonly pattern: string;
  /** Characters that stand for others that file names can't have: `_` for `/`. */
  readonly replace: readonly CharacterReplacement[];
}

export interface CharacterReplacement {
  readonly from: string;
  readonly to: string;
}

/** A placeholder that the pattern must have is missing, or is there twice. */
export type PatternProblem = 'no-key' | 'two-keys';

/** The only placeholder of patterns that match by ID or by one field. */
export const KEY: Placeholders = [['key']];

/** What is wrong with a pattern; undefined if nothing is. */
export function patternProblem(
  pattern: string,
  placeholders: Placeholders = KEY,
): PatternProblem | undefined {
  const counts = placeholdersIn(pattern, placeholders);
  return counts.includes(0) ? 'no-key' : counts.some((count) => count > 1) ? 'two-keys' : undefined;
}

/**
 * More characters than any value that a record is found by. Each replacement of a mapping that
 * somebody shares could make a name hundreds of times as long, until memory is full.
 */
const MAX_KEY = 2000;

/** Extracts what identifies the record from names. */
export class NameReader {
  readonly #pattern: NamePattern;
  readonly #replace: readonly CharacterReplacement[];
  readonly #isId: boolean;
  readonly #most: number | undefined;

  /**
   * @param placeholders for the parts that identify the record
   * @param isId whether the key is a record ID: then the `_` in `zcrm_` belongs to it and doesn't
   *   separate parts of the name
   */
  constructor({ pattern, replace }: NameRule, placeholders: Placeholders, isId: boolean) {
    this.#pattern = new NamePattern(pattern, placeholders);
    this.#replace = replace
      .filter(({ from }) => from !== '')
      .map(({ from, to }) => ({ from: from.normalize('NFC'), to }));
    this.#isId = isId;
    this.#most = placeholders.length === 1 ? 1 : undefined;
  }

  /** Whether the pattern matches folders, too. */
  get isOfPath(): boolean {
    return this.#pattern.isOfPath;
  }

  /**
   * All ways to read each name, the likeliest first; empty if the pattern doesn't match. If it
   * matches nothing in a selected folder, that folder's own name is included: it may be a single
   * product's.
   */
  read(names: readonly PictureName[]): (readonly NameReading[])[] {
    const inside = names.map((name) => ({ name, read: this.#readName(name, false) }));
    const others = new Set(
      inside.flatMap(({ name, read: [first] }) =>
        first !== undefined && this.#namesRecord(first) ? [name.chosen] : [],
      ),
    );
    return inside.map(({ name, read }) =>
      this.isOfPath && !others.has(name.chosen) ? this.#readName(name, true) : read,
    );
  }

  #readName(name: PictureName, withChosen: boolean): readonly NameReading[] {
    for (const text of name.texts(this.#pattern, withChosen)) {
      const read = this.#readText(text.whole, text.joined);
      if (read.length > 0) {
        return read;
      }
    }
    return [];
  }

  #namesRecord({ parts: [key = ''] }: NameReading): boolean {
    return !this.#isId || readRecordId(key).kind === 'id';
  }

  #readText(whole: NameText, joined: NameText | undefined): NameReading[] {
    const read = this.#asWritten(whole);
    if (!this.#isId || joined === undefined) {
      return read;
    }
    const [key] = read[0]?.parts ?? [];
    if (key !== undefined && readRecordId(key).isNamed) {
      return read;
    }
    const named = this.#asWritten(joined);
    const [id] = named[0]?.parts ?? [];
    if (id !== undefined && readRecordId(id).kind === 'id') {
      return named.map((one) => ({ ...one, parts: [id.replace(/^zcrm/i, 'zcrm_')] }));
    }
    return read.length > 0 ? read : named;
  }

  #asWritten(text: NameText): NameReading[] {
    const read = this.#pattern.readings(text, this.#most);
    return this.#replace.length === 0
      ? read
      : read
          .map(({ parts, rest }) => ({ parts: parts.map((part) => this.#replaced(part)), rest }))
          .filter(({ parts }) => parts.every((part) => part !== ''));
  }

  #replaced(part: string): string {
    return this.#replace.reduce(
      (text, { from, to }) => (text.length > MAX_KEY ? text : text.split(from).join(to)),
      part,
    );
  }
}
