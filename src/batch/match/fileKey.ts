import { readRecordId } from '../../zoho/recordId.ts';
import type { NameReading } from './namePattern.ts';
import { NamePattern } from './namePattern.ts';
import type { NameText } from './nameText.ts';
import type { Placeholders } from './patternPieces.ts';
import { placeholdersIn } from './patternPieces.ts';
import type { PictureName } from './pictureName.ts';

/** How a file's name says which record it is for. */
export interface NameRule {
  /**
   * The name without its ending, `{key}` for the part that names the record, `*` for parts that do
   * not matter, `[_*]?` for what may be missing: `{key}`, `{key}_*`. With `/` it is the end of the
   * path: `{key}/*` is the name of the folder.
   */
  readonly pattern: string;
  /** What stands in the name for something else, since a file's name cannot have it: `_` for `/`. */
  readonly replace: readonly CharacterReplacement[];
}

export interface CharacterReplacement {
  readonly from: string;
  readonly to: string;
}

/** `no-key`: what names the record, or a part of it, is not in the pattern; `two-keys`: it is twice. */
export type PatternProblem = 'no-key' | 'two-keys';

/** What a pattern calls what names the record, where that is one thing. */
export const KEY: Placeholders = [['key']];

/** What is wrong with a pattern; undefined where nothing is. */
export function patternProblem(
  pattern: string,
  placeholders: Placeholders = KEY,
): PatternProblem | undefined {
  const counts = placeholdersIn(pattern, placeholders);
  return counts.includes(0) ? 'no-key' : counts.some((count) => count > 1) ? 'two-keys' : undefined;
}

/** Reads names by a rule. */
export class NameReader {
  readonly #pattern: NamePattern;
  readonly #replace: readonly CharacterReplacement[];
  readonly #isId: boolean;
  readonly #most: number | undefined;

  /**
   * @param placeholders what the pattern calls the parts that name the record
   * @param isId whether the key is a record's ID: then the `_` of `zcrm_` is a part of it, and not
   *   where the next part of the name begins
   */
  constructor({ pattern, replace }: NameRule, placeholders: Placeholders, isId: boolean) {
    this.#pattern = new NamePattern(pattern, placeholders);
    this.#replace = replace
      .filter(({ from }) => from !== '')
      .map(({ from, to }) => ({ from: from.normalize('NFC'), to }));
    this.#isId = isId;
    this.#most = placeholders.length === 1 ? 1 : undefined;
  }

  /** Whether the folders count that a picture lies in. */
  get isOfPath(): boolean {
    return this.#pattern.isOfPath;
  }

  /**
   * The ways to read each name, the likeliest first; none where it is not of the rule. A folder that
   * was chosen counts where the rule fits nothing in it: then it is one product's.
   */
  read(names: readonly PictureName[]): (readonly NameReading[])[] {
    const inside = names.map((name) => ({ name, read: this.#readName(name, false) }));
    const others = new Set(
      inside.flatMap(({ name, read: [first] }) =>
        first !== undefined && this.#says(first) ? [name.chosen] : [],
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

  #says({ parts: [key = ''] }: NameReading): boolean {
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
          .map(({ parts, rest }) => ({ parts: parts.map((part) => this.#putBack(part)), rest }))
          .filter(({ parts }) => parts.every((part) => part !== ''));
  }

  #putBack(part: string): string {
    return this.#replace.reduce((text, { from, to }) => text.split(from).join(to), part);
  }
}
