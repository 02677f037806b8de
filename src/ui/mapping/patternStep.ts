import type { Candidate } from '../../upload/match/match.ts';
import { fileName } from '../../upload/match/match.ts';
import type { NameRule, Replacement } from '../../upload/match/fileKey.ts';
import { partsOf, patternProblem } from '../../upload/match/fileKey.ts';
import { readRecordId } from '../../zoho/recordId.ts';
import { separator } from '../separator.ts';
import { plain } from '../plain.ts';
import type { Answer, LiveItem } from '../step.ts';
import { livePick, type } from '../step.ts';

/** What of a name people want left out most often, and what it is called. */
const USUAL: readonly (readonly [pattern: string, words: string])[] = [
  ['{key}', 'the whole name'],
  ['{key}_*', 'up to the first _'],
  ['{key}-*', 'up to the first -'],
  ['{key} *', 'up to the first space'],
];

/** Behind the name of a module or a person. */
const USUAL_OF_ID: typeof USUAL = [
  ['*_{key}', 'after the last _'],
  ['*_{key}_*', 'between the last two _'],
];

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
  isId: boolean,
  candidates: readonly Candidate[],
): Promise<Answer<PatternAnswer>> {
  const names = [...new Set(candidates.map(fileName))];
  let replace: readonly Replacement[] = [];
  let ignoreCase = true;
  let pattern = '';
  for (;;) {
    const answer = await livePick<Choice>({
      title,
      step: 3,
      steps: 3,
      value: pattern,
      placeholder: `Which part of the name is the ${what}? {key} stands for it, * for anything else`,
      typed: (value, show) => {
        pattern = value;
        show(
          [
            ...usesOf(value, names, replace, isId),
            ...(isId ? [] : optionsOf(replace, ignoreCase)),
            ...examplesOf(value, names, replace, isId),
          ],
          { busy: false },
        );
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
        const typed = await askReplacement(title, replace);
        if (typed === undefined) {
          return undefined;
        }
        replace = typed === 'back' ? replace : typed.value;
      }
    }
  }
}

/** The patterns that can be chosen: the typed one, or the usual ones that fit some name. */
function usesOf(
  typed: string,
  names: readonly string[],
  replace: readonly Replacement[],
  isId: boolean,
): LiveItem<Choice>[] {
  if (typed === '') {
    return (
      [...USUAL, ...(isId ? USUAL_OF_ID : [])]
        .map(([pattern, words]) => {
          return { pattern, words, fitting: fitting(pattern, names, replace, isId) };
        })
        .filter(({ pattern, fitting: some }) => pattern === '{key}' || some > 0)
        // Any name has some key, but only the right pattern finds IDs.
        .sort((a, b) => (isId ? b.fitting - a.fitting : 0))
        .map(({ pattern, words, fitting: some }) => ({
          label: pattern,
          description: `${words} · ${countWords(some, names.length)}`,
          alwaysShow: true,
          choice: { kind: 'use', pattern },
        }))
    );
  }
  const problem = patternProblem(typed);
  if (problem !== undefined) {
    return [
      {
        label:
          problem === 'no-key'
            ? 'Write {key} where the name says the record: {key}_front'
            : 'Write {key} once only',
        alwaysShow: true,
      },
    ];
  }
  const some = fitting(typed, names, replace, isId);
  return some === 0
    ? [{ label: `${plain(typed)} ${fitsNone(names.length)}: type another`, alwaysShow: true }]
    : [
        {
          label: plain(typed),
          description: countWords(some, names.length),
          alwaysShow: true,
          choice: { kind: 'use', pattern: typed },
        },
      ];
}

function optionsOf(replace: readonly Replacement[], ignoreCase: boolean): LiveItem<Choice>[] {
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
      description: 'for what no file name may have, such as / · choose to change…',
      alwaysShow: true,
      choice: { kind: 'replace' },
    },
  ];
}

function examplesOf(
  typed: string,
  names: readonly string[],
  replace: readonly Replacement[],
  isId: boolean,
): LiveItem<Choice>[] {
  const pattern = typed === '' ? '{key}' : typed;
  if (patternProblem(pattern) !== undefined) {
    return [];
  }
  const read = names.map((name) => ({
    name,
    key: keyIn(name, pattern, replace, isId),
  }));
  // Those that do not fit are what one wants to see.
  const shown = [
    ...read.filter(({ key }) => key === undefined).slice(0, EXAMPLES / 2),
    ...read.filter(({ key }) => key !== undefined),
  ].slice(0, EXAMPLES);
  return [
    { ...separator(typed === '' ? 'with the whole name' : 'with this'), alwaysShow: true },
    ...shown.map(({ name, key }) => ({
      label: key === undefined ? '—' : plain(key),
      description: key === undefined ? `${plain(name)} does not fit` : plain(name),
      alwaysShow: true,
    })),
  ];
}

function fitting(
  pattern: string,
  names: readonly string[],
  replace: readonly Replacement[],
  isId: boolean,
): number {
  return names.filter((name) => keyIn(name, pattern, replace, isId) !== undefined).length;
}

/** What a name says of the record; of an ID undefined where it is none. */
function keyIn(
  name: string,
  pattern: string,
  replace: readonly Replacement[],
  isId: boolean,
): string | undefined {
  const key = partsOf(name, { pattern, replace: [...replace] }, isId)?.key;
  const read = isId && key !== undefined ? readRecordId(key) : undefined;
  // A rounded one is an ID too, of which more is said later.
  return read?.kind === 'none' && read.problem !== 'rounded' ? undefined : key;
}

/** What is said of a pattern by which no picture would find a record. */
export function fitsNone(all: number): string {
  return all === 1 ? 'does not fit the name' : `fits none of the ${all} names`;
}

function countWords(some: number, all: number): string {
  return some === all ? `fits all ${all} names` : `fits ${some} of ${all} names`;
}

async function askReplacement(
  title: string,
  now: readonly Replacement[],
): Promise<Answer<readonly Replacement[]>> {
  const typed = await type({
    title,
    step: 3,
    steps: 3,
    prompt:
      'What stands for what: _=/ reads MUG_22 as MUG/22. Several with spaces between; empty for none.',
    placeholder: '_=/',
    value: now.map(({ from, to }) => `${from}=${to}`).join(' '),
    problem: (text) =>
      replacementsIn(text) === undefined
        ? 'Write what the file name has, =, and what it stands for: _=/'
        : undefined,
  });
  return typed === undefined || typed === 'back'
    ? typed
    : { value: replacementsIn(typed.value) ?? [] };
}

/** `_=/ ~=:`; undefined where it is not understood. */
function replacementsIn(text: string): Replacement[] | undefined {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const read = parts.map((part) => /^([^=]+)=(.*)$/u.exec(part));
  return read.some((one) => one === null)
    ? undefined
    : read.map((one) => ({ from: one?.[1] ?? '', to: one?.[2] ?? '' }));
}
