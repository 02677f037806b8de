import { plain } from '../../ui/plain.ts';
import { separator } from '../../ui/separator.ts';
import type { LiveItem } from '../../ui/step.ts';
import type { CharacterReplacement, PatternProblem } from '../match/fileKey.ts';
import { patternProblem } from '../match/fileKey.ts';
import type { By, ByFields } from '../match/mapping.ts';
import { placeholdersOf } from '../match/mapping.ts';
import { exampleItems } from './patternExamples.ts';
import type { PictureNames, ReadNames } from './pictureNames.ts';
import { hintOn, withKey, withKnownNames } from './typedPattern.ts';
import type { UsualPattern } from './usualPatterns.ts';
import {
  caseItem,
  chooseBothNames,
  keyMissing,
  keyTwice,
  optionsSeparator,
  partsMissing,
  patternMatchesNothing,
  replacementsItem,
  wordsOfHint,
  wordsOfMatches,
  wordsOfPattern,
} from './words/pattern.ts';
import { wordsOfReplacement } from './words/saved.ts';

export type PatternChoice =
  | { readonly kind: 'use'; readonly pattern: string }
  | { readonly kind: 'replace' }
  | { readonly kind: 'case' };

type PatternItem = LiveItem<PatternChoice>;

/** Choices, and examples of what the first one extracts. */
interface PatternItems {
  readonly choices: readonly PatternItem[];
  readonly examples: readonly LiveItem<never>[];
}

/** Common patterns, offered before anything is typed. */
export function usualItems(usual: readonly UsualPattern[]): PatternItems {
  const [first] = usual;
  const choices = usual.map(({ pattern, meaning, read }): PatternItem => {
    const description = `${wordsOfPattern(meaning)} · ${wordsOfMatches(read)}`;
    return { label: pattern, description, alwaysShow: true, choice: { kind: 'use', pattern } };
  });
  return { choices, examples: first === undefined ? [] : exampleItems(first.read, first.pattern) };
}

/** The typed pattern, or what is wrong with it. */
export function typedItems(
  typed: string,
  names: PictureNames,
  by: By | ByFields,
  replace: readonly CharacterReplacement[],
): PatternItems {
  const placeholders = placeholdersOf(by);
  const pattern = withKnownNames(typed, placeholders);
  const problem = patternProblem(pattern, placeholders);
  if (problem !== undefined) {
    const wrong = {
      label: problemWords(problem, by, names),
      ...(by.kind === 'field' && TWO_NAMES.test(pattern) && { description: chooseBothNames() }),
      alwaysShow: true,
    };
    const meant = problem === 'no-key' && by.kind !== 'fields' ? withKey(pattern) : undefined;
    const read = meant === undefined ? undefined : names.read({ pattern: meant, replace }, by);
    return meant === undefined || read === undefined || read.matching === 0
      ? { choices: [wrong], examples: [] }
      : { choices: [wrong, useItem(meant, read)], examples: exampleItems(read, meant) };
  }
  const read = names.read({ pattern, replace }, by);
  const choice =
    read.matching > 0 ? useItem(pattern, read) : noMatchItem(pattern, read, placeholdersOf(by));
  return { choices: [choice], examples: exampleItems(read, undefined) };
}

function useItem(pattern: string, read: ReadNames): PatternItem {
  return {
    label: plain(pattern),
    description: wordsOfMatches(read),
    alwaysShow: true,
    choice: { kind: 'use', pattern },
  };
}

function noMatchItem(
  pattern: string,
  read: ReadNames,
  placeholders: ReturnType<typeof placeholdersOf>,
): PatternItem {
  const hint = hintOn(pattern, placeholders);
  const description = [wordsOfMatches(read), ...(hint === undefined ? [] : [wordsOfHint(hint)])];
  return {
    label: patternMatchesNothing(plain(pattern)),
    description: description.join(' · '),
    alwaysShow: true,
  };
}

const TWO_NAMES = /\{\s*first.*\{\s*last|\{\s*last.*\{\s*first/i;

function problemWords(problem: PatternProblem, by: By | ByFields, names: PictureNames): string {
  if (by.kind === 'fields') {
    return partsMissing(partsOf(by));
  }
  return problem === 'no-key'
    ? keyMissing(names.inFolders > 0 ? '{key}/*' : '{key}_front')
    : keyTwice();
}

/** As they are written in a pattern: `{first}`, `{last}`. */
export function partsOf(by: ByFields): string[] {
  return placeholdersOf(by).map(([name = '']) => `{${name}}`);
}

/** Options that apply to any pattern. */
export function optionItems(
  replace: readonly CharacterReplacement[],
  ignoreCase: boolean,
): PatternItem[] {
  return [
    { ...separator(optionsSeparator()), alwaysShow: true },
    { ...caseItem(ignoreCase), alwaysShow: true, choice: { kind: 'case' } },
    {
      ...replacementsItem(replace.map(wordsOfReplacement)),
      alwaysShow: true,
      choice: { kind: 'replace' },
    },
  ];
}
