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

/** Undefined where the name is not of the rule. */
export function partsOf(fileName: string, { pattern, replace }: NameRule): NameParts | undefined {
  const found = expressionOf(pattern).exec(stemOf(fileName).normalize('NFC'));
  const { key = '', ...rest } = found?.groups ?? {};
  if (key.trim() === '') {
    return undefined;
  }
  const meant = replace.reduce(
    (text, { from, to }) => (from === '' ? text : text.split(from.normalize('NFC')).join(to)),
    key.trim(),
  );
  return { key: meant, rest: Object.values(rest).join('') };
}

/** A file's name without its ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}

/** As little as possible is the key: of `A_1_front` by `{key}_*` it is `A`. */
function expressionOf(pattern: string): RegExp {
  const parts = pattern.normalize('NFC').split(/(\{key\}|\*+)/);
  const source = parts
    .map((part, index) =>
      part === '{key}'
        ? '(?<key>.+?)'
        : part.startsWith('*')
          ? `(?<rest${index}>.*)`
          : literally(part),
    )
    .join('');
  return new RegExp(`^${source}$`, 'isu');
}

/** `RegExp.escape` is not in every VS Code yet. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
