import type { CharacterReplacement } from '../match/fileKey.ts';
import type { By, ByFields } from '../match/mapping.ts';
import { placeholdersOf } from '../match/mapping.ts';
import type { PictureNames, ReadNames } from './pictureNames.ts';

/** A pattern that is offered, and what it makes of the names. */
export interface UsualPattern {
  readonly pattern: string;
  readonly words: string;
  readonly read: ReadNames;
}

type Usual = readonly (readonly [pattern: string, words: string])[];

/** What of a name people want left out most often, and what it is called. */
const USUAL: Usual = [
  ['{key}', 'the whole name'],
  ['{key}_*', 'up to the first _'],
  ['{key}[_*]?', 'up to the first _, or the whole name'],
  ['{key}-*', 'up to the first -'],
  ['{key}[-*]?', 'up to the first -, or the whole name'],
  ['{key} *', 'up to the first space'],
  ['{key}[ *]?', 'up to the first space, or the whole name'],
];

/** Behind the name of a module or a person. */
const USUAL_OF_ID: Usual = [
  ['*_{key}', 'after the last _'],
  ['*_{key}_*', 'between the last two _'],
];

const FOLDER: Usual = [
  ['{key}/*', 'the folder’s name'],
  ['{key}/**', 'the first folder’s name, with all folders in it'],
];
/** Of one product chosen by itself, whose pictures lie in `web` and `print`. */
const CHOSEN = ['{key}/*/*', 'the chosen folder’s name'] as const;
const FEW_FOLDERS = 4;
const FOLDER_OR_FILE = [
  '{key}[/*]?',
  'the folder’s name, or the file’s outside of folders',
] as const;
const PART_OF_FOLDER: Usual = [
  ['{key}_*/*', 'the folder’s name up to the first _'],
  ['{key} */*', 'the folder’s name up to the first space'],
];
const FOLDER_OF_ID: Usual = [['*_{key}/*', 'the folder’s name after the last _']];

/** The patterns that people need most often, as far as they fit, the likeliest first. */
export function usualPatterns(
  names: PictureNames,
  by: By | ByFields,
  replace: readonly CharacterReplacement[],
): UsualPattern[] {
  const read = ([pattern, words]: Usual[number]): UsualPattern => {
    return { pattern, words, read: names.read({ pattern, replace }, by) };
  };
  const fits = (one: UsualPattern): boolean => one.read.fitting > 0;
  const { inFolders } = names;
  const files =
    by.kind === 'fields'
      ? partsTogether(by).map(read).filter(fits)
      : onlyWhereMixed([...USUAL, ...(by.kind === 'id' ? USUAL_OF_ID : [])].map(read)).filter(
          (one) => one.pattern === '{key}' || fits(one),
        );
  const folders = (
    by.kind === 'fields' ? foldersOfParts(by) : foldersOf(names, inFolders, by.kind === 'id')
  )
    .map(read)
    .filter(fits);
  const all =
    inFolders * 2 >= names.pictures.length
      ? [...byDifferent(folders), ...files]
      : [...files, ...folders];
  // Any name has some key, but only the right pattern finds IDs, or both parts of a name.
  const share = ({ read: { fitting, names: some } }: UsualPattern): number =>
    fitting / Math.max(1, some.length);
  return by.kind === 'field' ? all : all.sort((a, b) => share(b) - share(a));
}

/** A pattern with what may be missing says no more than another one, where it is always there. */
function onlyWhereMixed(usual: readonly UsualPattern[]): UsualPattern[] {
  return usual.filter(({ pattern, read }, index) => {
    const before = usual[index - 1]?.read.fitting ?? 0;
    return !pattern.endsWith(']?') || (before > 0 && before < read.fitting);
  });
}

function foldersOf({ pictures }: PictureNames, inFolders: number, isId: boolean): Usual {
  const [own, first] = [FOLDER.slice(0, 1), FOLDER.slice(1)];
  if (inFolders === 0) {
    // One product's folder may have been chosen by itself.
    return own;
  }
  const areDeeper = pictures.some(({ folders }) => folders.length > 1);
  const areMixed = inFolders < pictures.length;
  const folders = new Set(pictures.map((name) => name.folders.join('/')));
  const isOne = new Set(pictures.map(({ chosen }) => chosen)).size === 1;
  const areParts = isOne && !areDeeper && !areMixed && folders.size <= FEW_FOLDERS;
  return [
    ...own,
    ...(areDeeper ? first : []),
    ...(areMixed ? [FOLDER_OR_FILE] : []),
    ...PART_OF_FOLDER,
    ...(isId ? FOLDER_OF_ID : []),
    ...(areParts ? [CHOSEN] : []),
  ];
}

/** Of two folders the one that is called otherwise for each: not `web` and `print` of each product. */
function byDifferent(folders: readonly UsualPattern[]): UsualPattern[] {
  const [nearest, first] = FOLDER.map(([pattern]) =>
    folders.find((one) => one.pattern === pattern),
  );
  if (nearest === undefined || first === undefined) {
    return [...folders];
  }
  const more = different(first) - different(nearest);
  return more > 0 || (more === 0 && isRepeated(nearest))
    ? [first, ...folders.filter((one) => one !== first)]
    : [...folders];
}

/** Whether folders in different ones are called alike. */
function isRepeated(nearest: UsualPattern): boolean {
  const paths = new Set(nearest.read.names.map(({ name }) => name.folders.join('/')));
  return different(nearest) < paths.size;
}

function different({ read: { names } }: UsualPattern): number {
  return new Set(names.map(({ ways }) => ways[0]?.[0])).size;
}

/** How names of several parts are written: `Fischer, Amelia` has a comma in no other way. */
function partsTogether(by: ByFields): Usual {
  const names = placeholdersOf(by).map(([name = '']) => name);
  const forth = names.map((name) => `{${name}}`);
  const back = forth.toReversed();
  const wordsForth = names.join(', then ');
  const wordsBack = names.toReversed().join(', then ');
  return [
    [back.join(', '), wordsBack],
    [forth.join('_'), wordsForth],
    [forth.join(' '), wordsForth],
    [back.join('_'), wordsBack],
    [forth.join('-'), wordsForth],
    [forth.join('.'), wordsForth],
    [`${forth.join('_')}_*`, `${wordsForth}, up to the next _`],
  ];
}

function foldersOfParts(by: ByFields): Usual {
  return partsTogether(by)
    .slice(0, -1)
    .map(([pattern, words]) => [`${pattern}/*`, `the folder’s name: ${words}`] as const);
}
