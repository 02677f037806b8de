import type { CharacterReplacement } from '../match/fileKey.ts';
import type { By, ByFields } from '../match/mapping.ts';
import { placeholdersOf } from '../match/mapping.ts';
import type { PictureNames, ReadNames } from './pictureNames.ts';

/** Patterns for the parts of a name that people most often ignore. */
const USUAL = [
  '{key}',
  '{key}_*',
  '{key}[_*]?',
  '{key}-*',
  '{key}[-*]?',
  '{key} *',
  '{key}[ *]?',
] as const;

/** For IDs after the name of a module or person. */
const USUAL_OF_ID = ['*_{key}', '*_{key}_*'] as const;

const FOLDER = '{key}/*';
const TOP_FOLDER = '{key}/**';
/** For one product's folder selected by itself, with its pictures in `web` and `print`. */
const CHOSEN = '{key}/*/*';
const MAX_SUBFOLDERS = 4;
const FOLDER_OR_FILE = '{key}[/*]?';
const PART_OF_FOLDER = ['{key}_*/*', '{key} */*'] as const;
const FOLDER_OF_ID = '*_{key}/*';

type KeyPattern =
  | (typeof USUAL | typeof USUAL_OF_ID | typeof PART_OF_FOLDER)[number]
  | typeof FOLDER
  | typeof TOP_FOLDER
  | typeof CHOSEN
  | typeof FOLDER_OR_FILE
  | typeof FOLDER_OF_ID;

/** Which part of a name a pattern takes to identify the record. */
export type PatternMeaning =
  | { readonly kind: 'key'; readonly pattern: KeyPattern }
  | {
      readonly kind: 'parts';
      /** In the order of the name. */
      readonly parts: readonly string[];
      /** Whether they are in the folder's name, not the file's. */
      readonly isOfFolder: boolean;
      /** Whether anything may follow them. */
      readonly endsEarly: boolean;
    };

type Usual = readonly (readonly [pattern: string, meaning: PatternMeaning])[];

/** A pattern to offer, and what it extracts from the names. */
export interface UsualPattern {
  readonly pattern: string;
  readonly meaning: PatternMeaning;
  readonly read: ReadNames;
}

/** The common patterns that match any names, the likeliest first. */
export function usualPatterns(
  names: PictureNames,
  by: By | ByFields,
  replace: readonly CharacterReplacement[],
): UsualPattern[] {
  const read = ([pattern, meaning]: Usual[number]): UsualPattern => {
    return { pattern, meaning, read: names.read({ pattern, replace }, by) };
  };
  const fits = (one: UsualPattern): boolean => one.read.matching > 0;
  const { inFolders } = names;
  const files =
    by.kind === 'fields'
      ? partPatterns(by).map(read).filter(fits)
      : withoutRedundant(ofKey(USUAL, by.kind === 'id' ? USUAL_OF_ID : []).map(read)).filter(
          (one) => one.pattern === '{key}' || fits(one),
        );
  const folders = (
    by.kind === 'fields'
      ? partFolderPatterns(by)
      : folderPatterns(names, inFolders, by.kind === 'id')
  )
    .map(read)
    .filter(fits);
  const all =
    inFolders * 2 >= names.pictures.length
      ? [...byDistinct(folders), ...files]
      : [...files, ...folders];
  // Every name has some key, but only the right pattern finds IDs, or both parts of a name.
  const share = ({ read: { matching, names: some } }: UsualPattern): number =>
    matching / Math.max(1, some.length);
  return by.kind === 'field' ? all : all.sort((a, b) => share(b) - share(a));
}

/**
 * Drops a pattern with an optional part if the part is never missing: the previous one says the
 * same.
 */
function withoutRedundant(usual: readonly UsualPattern[]): UsualPattern[] {
  return usual.filter(({ pattern, read }, index) => {
    const before = usual[index - 1]?.read.matching ?? 0;
    return !pattern.endsWith(']?') || (before > 0 && before < read.matching);
  });
}

function ofKey(...patterns: readonly (readonly KeyPattern[])[]): Usual {
  return patterns.flat().map((pattern) => [pattern, { kind: 'key', pattern }]);
}

function folderPatterns({ pictures }: PictureNames, inFolders: number, isId: boolean): Usual {
  if (inFolders === 0) {
    // The folder of a single product may be selected.
    return ofKey([FOLDER]);
  }
  const areDeeper = pictures.some(({ folders }) => folders.length > 1);
  const areMixed = inFolders < pictures.length;
  const folders = new Set(pictures.map((name) => name.folders.join('/')));
  const isOne = new Set(pictures.map(({ chosen }) => chosen)).size === 1;
  const areParts = isOne && !areDeeper && !areMixed && folders.size <= MAX_SUBFOLDERS;
  return ofKey(
    [FOLDER],
    areDeeper ? [TOP_FOLDER] : [],
    areMixed ? [FOLDER_OR_FILE] : [],
    PART_OF_FOLDER,
    isId ? [FOLDER_OF_ID] : [],
    areParts ? [CHOSEN] : [],
  );
}

/** Puts the folder level first whose names differ more: not `web` and `print` of each product. */
function byDistinct(folders: readonly UsualPattern[]): UsualPattern[] {
  const [nearest, first] = [FOLDER, TOP_FOLDER].map((pattern) =>
    folders.find((one) => one.pattern === pattern),
  );
  if (nearest === undefined || first === undefined) {
    return [...folders];
  }
  const more = distinctKeys(first) - distinctKeys(nearest);
  return more > 0 || (more === 0 && hasRepeatedNames(nearest))
    ? [first, ...folders.filter((one) => one !== first)]
    : [...folders];
}

/** Whether different folders contain folders of the same name. */
function hasRepeatedNames(nearest: UsualPattern): boolean {
  const paths = new Set(nearest.read.names.map(({ name }) => name.folders.join('/')));
  return distinctKeys(nearest) < paths.size;
}

function distinctKeys({ read: { names } }: UsualPattern): number {
  return new Set(names.map(({ ways }) => ways[0]?.[0])).size;
}

/** Patterns for names of several parts, such as `Fischer, Amelia`. */
function partPatterns(by: ByFields): Usual {
  const names = placeholdersOf(by).map(([name = '']) => name);
  const forth = names.map((name) => `{${name}}`);
  const back = forth.toReversed();
  const meaning = { kind: 'parts', parts: names, isOfFolder: false, endsEarly: false } as const;
  const reversed = { ...meaning, parts: names.toReversed() };
  return [
    [back.join(', '), reversed],
    [forth.join('_'), meaning],
    [forth.join(' '), meaning],
    [back.join('_'), reversed],
    [forth.join('-'), meaning],
    [forth.join('.'), meaning],
    [`${forth.join('_')}_*`, { ...meaning, endsEarly: true }],
  ];
}

function partFolderPatterns(by: ByFields): Usual {
  return partPatterns(by)
    .slice(0, -1)
    .map(([pattern, meaning]) => [`${pattern}/*`, { ...meaning, isOfFolder: true }] as const);
}
