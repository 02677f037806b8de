import { l10n } from 'vscode';
import type { ExplainedQuestion } from '../../../ui/laterQuickInput.ts';
import { listed } from '../../../ui/words/listed.ts';
import { grouped } from '../../../ui/words/numbers.ts';
import { plural } from '../../../ui/words/plural.ts';
import type { ReadNames } from '../pictureNames.ts';
import type { PatternHint } from '../typedPattern.ts';
import type { PatternMeaning } from '../usualPatterns.ts';

/** @param key what `{key}` stands for: `Product Code` */
export function patternOfKey(key: string, inFolders: boolean): ExplainedQuestion {
  return {
    placeholder: l10n.t('File name pattern'),
    explanation: inFolders
      ? l10n.t('{0} = {1}, * = anything else, / = folder', '{key}', key)
      : l10n.t('{0} = {1}, * = anything else', '{key}', key),
    inOne: inFolders
      ? l10n.t('File name pattern ({0} = {1}, * = anything else, / = folder)', '{key}', key)
      : l10n.t('File name pattern ({0} = {1}, * = anything else)', '{key}', key),
  };
}

/** @param parts as written in patterns: `{first}` */
export function patternOfParts(parts: readonly string[], inFolders: boolean): ExplainedQuestion {
  return {
    placeholder: l10n.t('File name pattern with {0}', listed(parts)),
    explanation: inFolders ? l10n.t('* = anything else, / = folder') : l10n.t('* = anything else'),
    inOne: inFolders
      ? l10n.t('File name pattern with {0} (* = anything else, / = folder)', listed(parts))
      : l10n.t('File name pattern with {0} (* = anything else)', listed(parts)),
  };
}

/** How many names a pattern matches, for a list item. */
export function wordsOfMatches({ names: { length: all }, isOfPath, matching }: ReadNames): string {
  if (all === 1) {
    return isOfPath ? ofOnePath(matching > 0) : ofOneName(matching > 0);
  }
  const [some, of] = [grouped(matching), grouped(all)];
  if (matching === 0) {
    return isOfPath
      ? l10n.t('matches none of the {0} pictures', of)
      : l10n.t('matches none of the {0} names', of);
  }
  if (matching === all) {
    return isOfPath ? l10n.t('matches all {0} pictures', of) : l10n.t('matches all {0} names', of);
  }
  return isOfPath
    ? l10n.t('matches {0} of {1} pictures', some, of)
    : l10n.t('matches {0} of {1} names', some, of);
}

function ofOnePath(matches: boolean): string {
  return matches ? l10n.t('matches the path') : l10n.t('doesn’t match the path');
}

function ofOneName(matches: boolean): string {
  return matches ? l10n.t('matches the name') : l10n.t('doesn’t match the name');
}

export function patternMatchesNothing(pattern: string): string {
  return l10n.t('{0} matches nothing: enter another pattern', pattern);
}

/** For an earlier pattern that is used again. */
export function oldPatternMatchesNothing(
  pattern: string,
  { names: { length: all }, isOfPath }: ReadNames,
): string {
  return isOfPath
    ? plural(all, {
        one: l10n.t(
          'The pattern {0} doesn’t match the picture. Select the module to enter another pattern.',
          pattern,
        ),
        other: l10n.t(
          'The pattern {0} matches none of the {1} pictures. Select the module to enter another pattern.',
          pattern,
          grouped(all),
        ),
      })
    : plural(all, {
        one: l10n.t(
          'The pattern {0} doesn’t match the name. Select the module to enter another pattern.',
          pattern,
        ),
        other: l10n.t(
          'The pattern {0} matches none of the {1} names. Select the module to enter another pattern.',
          pattern,
          grouped(all),
        ),
      });
}

export function wordsOfHint(hint: PatternHint): string {
  switch (hint) {
    case 'optional':
      return l10n.t('use [_*]? for an optional part');
    case 'anything':
      return l10n.t('* stands for anything else');
  }
}

export function keyMissing(example: string): string {
  return l10n.t('Use {0} for the part that identifies the record: {1}', '{key}', example);
}

export function keyTwice(): string {
  return l10n.t('Use {0} only once', '{key}');
}

export function partsMissing(parts: readonly string[]): string {
  return l10n.t('Use {0} once each', listed(parts));
}

export function chooseBothNames(): string {
  return l10n.t('for both names, go back and select “First and last name”');
}

export function optionsSeparator(): string {
  return l10n.t('options');
}

export function caseItem(ignoresCase: boolean): { label: string; description: string } {
  return {
    label: ignoresCase ? l10n.t('Ignore case') : l10n.t('Match case'),
    description: l10n.t('select to change'),
  };
}

/** @param now current replacements, such as `_ → /` */
export function replacementsItem(now: readonly string[]): { label: string; description: string } {
  return {
    label:
      now.length === 0
        ? l10n.t('No replacements')
        : l10n.t('Character replacements: {0}', now.join(', ')),
    description: l10n.t('for characters that file names can’t have, such as /'),
  };
}

/** Heading of the examples. */
export function withPattern(pattern: string | undefined): string {
  return pattern === undefined ? l10n.t('with this pattern') : l10n.t('with {0}', pattern);
}

export function nameDoesNotMatch(name: string): string {
  return l10n.t('{0} doesn’t match', name);
}

export function replacementPrompt(): string {
  return l10n.t(
    'Character replacements, separated by spaces: _=/ reads MUG_22 as MUG/22. Leave empty for none.',
  );
}

export function replacementProblem(): string {
  return l10n.t('Enter what the file name has, =, and what it stands for: _=/');
}

/** Which part of a name identifies the record. */
export function wordsOfPattern(meaning: PatternMeaning): string {
  if (meaning.kind === 'parts') {
    return partsWords(meaning);
  }
  switch (meaning.pattern) {
    case '{key}':
      return l10n.t('the whole name');
    case '{key}_*':
      return l10n.t('up to the first _');
    case '{key}[_*]?':
      return l10n.t('up to the first _, or the whole name');
    case '{key}-*':
      return l10n.t('up to the first -');
    case '{key}[-*]?':
      return l10n.t('up to the first -, or the whole name');
    case '{key} *':
      return l10n.t('up to the first space');
    case '{key}[ *]?':
      return l10n.t('up to the first space, or the whole name');
    case '*_{key}':
      return l10n.t('after the last _');
    case '*_{key}_*':
      return l10n.t('between the last two _');
    case '{key}/*':
      return l10n.t('the folder’s name');
    case '{key}/**':
      return l10n.t('the top folder’s name, including its subfolders');
    case '{key}/*/*':
      return l10n.t('the selected folder’s name');
    case '{key}[/*]?':
      return l10n.t('the folder’s name, or the file name if there’s no folder');
    case '{key}_*/*':
      return l10n.t('the folder’s name up to the first _');
    case '{key} */*':
      return l10n.t('the folder’s name up to the first space');
    case '*_{key}/*':
      return l10n.t('the folder’s name after the last _');
  }
}

function partsWords({ parts, isOfFolder, endsEarly }: PatternMeaning & { kind: 'parts' }): string {
  const order = parts
    .slice(1)
    .reduce((all, part) => l10n.t('{0}, then {1}', all, part), parts[0] ?? '');
  return isOfFolder
    ? l10n.t('the folder’s name: {0}', order)
    : endsEarly
      ? l10n.t('{0}, up to the next _', order)
      : order;
}
