import type { NameRule, PatternProblem, CharacterReplacement } from '../match/fileKey.ts';
import { patternProblem } from '../match/fileKey.ts';
import type { By, ByFields } from '../match/mapping.ts';
import { placeholdersOf } from '../match/mapping.ts';
import { separator } from '../../ui/separator.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer, LiveItem } from '../../ui/step.ts';
import { livePick } from '../../ui/step.ts';
import type { PictureNames, ReadName, ReadNames } from './pictureNames.ts';
import { countWords, fitsNone } from './pictureNames.ts';
import { askCharacterReplacement } from './replacementStep.ts';
import { hintOn, withKey, withKnownNames } from './typedPattern.ts';
import type { UsualPattern } from './usualPatterns.ts';
import { usualPatterns } from './usualPatterns.ts';

/** So many examples are shown. */
const EXAMPLES = 8;

type Choice =
  | { readonly kind: 'use'; readonly pattern: string }
  | { readonly kind: 'replace' }
  | { readonly kind: 'case' };

export interface PatternAnswer {
  readonly name: NameRule;
  readonly ignoreCase: boolean;
}

/**
 * Asks which part of a file's name says the record, with what comes of it shown as it is typed.
 *
 * @param what the part is, in the person's words: `Product Code`
 */
export async function askPattern(
  title: string,
  what: string,
  by: By | ByFields,
  names: PictureNames,
): Promise<StepAnswer<PatternAnswer>> {
  let replace: readonly CharacterReplacement[] = [];
  let ignoreCase = true;
  let pattern = '';
  let usual = usualPatterns(names, by, replace);
  for (;;) {
    const answer = await livePick<Choice>({
      title,
      step: 3,
      steps: 3,
      value: pattern,
      placeholder: placeholderOf(what, by, names),
      typed: (value, show) => {
        pattern = value;
        const { choices, examples } =
          value === ''
            ? {
                choices: usual.map(usualItem),
                examples: examplesOf(usual[0]?.read, usual[0]?.pattern),
              }
            : typedItems(value, names, by, replace);
        const options = by.kind === 'id' ? [] : optionsOf(replace, ignoreCase);
        show([...choices, ...options, ...examples], { busy: false });
        return Promise.resolve();
      },
    });
    if (answer === undefined || answer === 'back') {
      return answer;
    }
    switch (answer.value.kind) {
      case 'use':
        return {
          value: { name: { pattern: answer.value.pattern, replace: [...replace] }, ignoreCase },
        };
      case 'case':
        ignoreCase = !ignoreCase;
        break;
      case 'replace': {
        const typed = await askCharacterReplacement(title, replace);
        if (typed === undefined) {
          return undefined;
        }
        if (typed !== 'back') {
          replace = typed.value;
          usual = usualPatterns(names, by, replace);
        }
      }
    }
  }
}

function placeholderOf(what: string, by: By | ByFields, { inFolders }: PictureNames): string {
  const folders = inFolders > 0 ? ', / = folder' : '';
  return by.kind === 'fields'
    ? `Which parts of the name are ${written(by)}? * = anything else${folders}`
    : `Which part of the name is the ${what}? {key} = it, * = anything else${folders}`;
}

function written(by: By | ByFields): string {
  const names = placeholdersOf(by).map(([name = '']) => `{${name}}`);
  return new Intl.ListFormat('en').format(names);
}

function usualItem({ pattern, words, read }: UsualPattern): LiveItem<Choice> {
  return {
    label: pattern,
    description: `${words} · ${countWords(read)}`,
    alwaysShow: true,
    choice: { kind: 'use', pattern },
  };
}

/** What can be chosen of what is typed, and what comes of it. */
function typedItems(
  typed: string,
  names: PictureNames,
  by: By | ByFields,
  replace: readonly CharacterReplacement[],
): { readonly choices: LiveItem<Choice>[]; readonly examples: LiveItem<Choice>[] } {
  const placeholders = placeholdersOf(by);
  const pattern = withKnownNames(typed, placeholders);
  const problem = patternProblem(pattern, placeholders);
  if (problem !== undefined) {
    const wrong = {
      label: problemWords(problem, by, names),
      ...(by.kind === 'field' && TWO_NAMES.test(pattern) && { description: FOR_TWO_NAMES }),
      alwaysShow: true,
    };
    const meant = problem === 'no-key' && by.kind !== 'fields' ? withKey(pattern) : undefined;
    const read = meant === undefined ? undefined : names.read({ pattern: meant, replace }, by);
    return meant === undefined || read === undefined || read.fitting === 0
      ? { choices: [wrong], examples: [] }
      : { choices: [wrong, useItem(meant, read)], examples: examplesOf(read, meant) };
  }
  const read = names.read({ pattern, replace }, by);
  const hint = hintOn(pattern, placeholders);
  const choice: LiveItem<Choice> =
    read.fitting === 0
      ? {
          label: `${plain(pattern)} ${fitsNone(read)}: type another`,
          ...(hint !== undefined && { description: hint }),
          alwaysShow: true,
        }
      : useItem(pattern, read);
  return { choices: [choice], examples: examplesOf(read, undefined) };
}

function useItem(pattern: string, read: ReadNames): LiveItem<Choice> {
  return {
    label: plain(pattern),
    description: countWords(read),
    alwaysShow: true,
    choice: { kind: 'use', pattern },
  };
}

const TWO_NAMES = /\{\s*first.*\{\s*last|\{\s*last.*\{\s*first/i;
const FOR_TWO_NAMES = 'for both names, go back and choose “First and last name”';

function problemWords(problem: PatternProblem, by: By | ByFields, names: PictureNames): string {
  if (by.kind === 'fields') {
    return `Write ${written(by)}, each once`;
  }
  const example = names.inFolders > 0 ? '{key}/*' : '{key}_front';
  return problem === 'no-key'
    ? `Write {key} where the name says the record: ${example}`
    : 'Write {key} once only';
}

function optionsOf(
  replace: readonly CharacterReplacement[],
  ignoreCase: boolean,
): LiveItem<Choice>[] {
  const now = replace.map(({ from, to }) => `${plain(from)} stands for ${plain(to)}`).join(', ');
  return [
    { ...separator('how it is read'), alwaysShow: true },
    {
      label: ignoreCase ? 'Upper and lower case are the same' : 'Upper and lower case differ',
      description: 'choose to change',
      alwaysShow: true,
      choice: { kind: 'case' },
    },
    {
      label: now === '' ? 'No character stands for another' : now,
      description: 'for what no name may have, such as / · choose to change…',
      alwaysShow: true,
      choice: { kind: 'replace' },
    },
  ];
}

/** @param pattern where it is not the one that is typed */
function examplesOf(read: ReadNames | undefined, pattern: string | undefined): LiveItem<Choice>[] {
  if (read === undefined) {
    return [];
  }
  const { names, isOfPath } = read;
  // Those that do not fit are what one wants to see.
  const shown = [
    ...some(names, EXAMPLES / 2, ({ ways }) => ways.length === 0),
    ...different(names),
  ].slice(0, EXAMPLES);
  return [
    { ...separator(pattern === undefined ? 'with this' : `with ${pattern}`), alwaysShow: true },
    ...shown.map(({ name, ways }) => {
      const called = plain(
        isOfPath ? (name.folders.length > 0 ? name.path : name.whole) : name.file,
      );
      return {
        label: ways.length === 0 ? '—' : ways.slice(0, 3).map(wordsOfWay).join(' or '),
        description: ways.length === 0 ? `${called} does not fit` : called,
        alwaysShow: true,
      };
    }),
  ];
}

function wordsOfWay(parts: readonly string[]): string {
  return parts.map((part) => plain(part)).join(' · ');
}

/** Of each key one, and more of them where there are few. */
function different(names: readonly ReadName[]): ReadName[] {
  const seen = new Set<string>();
  const isNew = ({ ways: [first] }: ReadName): boolean => {
    const key = first?.join('\n');
    const is = key !== undefined && !seen.has(key);
    if (is) {
      seen.add(key);
    }
    return is;
  };
  const one = some(names, EXAMPLES, isNew);
  const others = some(names, EXAMPLES, (name) => name.ways.length > 0 && !one.includes(name));
  return [...one, ...others];
}

/** The first of those that are of a kind. */
function some(
  names: readonly ReadName[],
  most: number,
  is: (name: ReadName) => boolean,
): ReadName[] {
  const found: ReadName[] = [];
  for (const name of names) {
    if (found.length === most) {
      break;
    }
    if (is(name)) {
      found.push(name);
    }
  }
  return found;
}
