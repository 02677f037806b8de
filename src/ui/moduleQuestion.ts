import { supportsPhotos } from '../upload/moduleLists.ts';
import { moduleProblem } from '../upload/target.ts';
import type { Failure } from '../zoho/failure.ts';
import type { PhotoObstacle } from '../zoho/layouts.ts';
import type { CrmModule } from '../zoho/modules.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { looksLikeRecordId } from '../zoho/recordId.ts';
import type { Automation } from './automation.ts';
import type { GuessedRecord } from './guessedRecord.ts';
import { recordIdItems } from './recordIdItems.ts';
import { moduleSearchItems } from './moduleSearchItems.ts';
import { linkItems } from './linkItems.ts';
import { liveModules } from './liveModules.ts';
import { accountName } from './names.ts';
import { earlierItems, skipButtons, skipItems } from './oneOfSeveral.ts';
import { plain } from './plain.ts';
import { separator } from './separator.ts';
import { suggestedItems } from './suggestedItems.ts';
import type { LiveItem, Step, StepAnswer } from './step.ts';
import { livePick, mapAnswer } from './step.ts';
import type { Target, TargetQuestion } from './targetQuestion.ts';
import * as words from './words/records.ts';
import { wordsOfTriggers } from './words/triggers.ts';
import { wordsOfPhotoBar } from './words/target.ts';
import type { ModuleChoice } from './moduleChoice.ts';

/**
 * Asks for a recent record, a module, or what to search a module for. The organization's own modules
 * appear as soon as they are known. A pasted URL answers all at once.
 *
 * @param text the initial text
 * @param guess looked for behind the list
 */
export async function askModule(
  title: Step['title'],
  question: TargetQuestion,
  text = '',
  guess?: GuessedRecord,
): Promise<StepAnswer<ModuleChoice>> {
  const { automation, position } = question;
  const asking = new AbortController();
  const isBarred = (module: string): boolean => barIn(module, question) !== undefined;
  let typed = text;
  try {
    const answer = await livePick<ModuleChoice>({
      title,
      step: 1,
      steps: 2,
      canGoBack: position !== undefined && position.number > 1,
      toggle: automation && (() => automation.switch),
      placeholder: words.WHICH_RECORD,
      explanation: words.RECORD_OR_MODULE,
      value: text,
      buttons: [
        ...(automation?.button === undefined
          ? []
          : [{ ...automation.button, choice: { kind: 'automation' } } as const]),
        ...skipButtons(position),
      ],
      active: ({ kind }) => kind === 'skip' && position?.earlier?.kind === 'skip',
      typed: liveModules(
        question,
        asking.signal,
        (value, known, failure) => {
          typed = value;
          const link = linkItems(value, question);
          if (link !== undefined) {
            return link;
          }
          const all = items(question, guess, known, failure);
          if (looksLikeRecordId(value)) {
            return recordIdItems(value, all, (module) => barIn(module, question));
          }
          const searches = moduleSearchItems(value, all, isBarred);
          return [...all, ...(searches.length > 0 ? searches : noMatchItem(value, all))];
        },
        guess?.find(asking.signal),
      ),
    });
    // The list may be that of an earlier text: what was typed last is meant.
    return mapAnswer(answer, (value) =>
      value.kind === 'search' ? { text: typed, ...value } : value,
    );
  } finally {
    asking.abort();
  }
}

/** An item to read, if no other item contains what was typed. */
export function noMatchItem<C>(value: string, items: readonly LiveItem<C>[]): LiveItem<C>[] {
  const wanted = value.toLowerCase();
  const isFound = items.some(({ label, description = '' }) =>
    `${label}\n${description}`.toLowerCase().includes(wanted),
  );
  return isFound
    ? []
    : [
        {
          ...words.nothingMatches(plain(value, 30)),
          alwaysShow: true,
        },
      ];
}

/** Suggestions; recent records, newest first; then modules, recently used ones first. */
function items(
  question: TargetQuestion,
  guess: GuessedRecord | undefined,
  known: readonly CrmModule[],
  failure: Failure | undefined,
): LiveItem<ModuleChoice>[] {
  const { automation, position, recent: all, version } = question;
  const recent = all.filter(({ module }) => moduleProblem(module, version) === undefined);
  const suggested = suggestedItems(question, guess, known);
  const records = recent.flatMap(
    ({ module, id, name, inBulk }, index): LiveItem<ModuleChoice>[] => {
      // A guess comes later, when the recent record may be the active item.
      if (suggested.some((one) => !one.isUncertain && isRecord(one.choice, { module, id }))) {
        return [];
      }
      const label = plain(name ?? `${module} ${id}`);
      const description = `${module} · ${id}`;
      const key = { module, id };
      return [
        index === 0 && inBulk !== true
          ? {
              label,
              description,
              detail: sameRecordDetail(automation),
              choice: { kind: 'same-record', key },
            }
          : { label, description, choice: { kind: 'record', key } },
      ];
    },
  );
  return [
    ...earlierItems(position),
    ...suggested,
    ...(records.length === 0 ? [] : [separator(words.RECENT_RECORDS), ...records]),
    ...moduleItems({ ...question, recent }, known, failure),
    ...skipItems(position),
  ];
}

function isRecord(choice: ModuleChoice | undefined, { module, id }: RecordKey): boolean {
  return (
    choice !== undefined && 'key' in choice && choice.key.module === module && choice.key.id === id
  );
}

/** A module, or another way to find the right one. */
type ModuleItemChoice =
  | { readonly kind: 'module'; readonly module: string | undefined }
  | Extract<Target, { kind: 'switch-account' | 'allow' }>;

/** The modules, recently used ones first, and what to do if the right one is missing. */
export function moduleItems(
  question: Pick<TargetQuestion, 'account' | 'changing' | 'modules' | 'recent' | 'version'>,
  known: readonly CrmModule[],
  failure: Failure | undefined,
): LiveItem<ModuleItemChoice>[] {
  const lacking = failure?.kind === 'scope-missing' ? failure.scope : undefined;
  return [
    separator(words.MODULES),
    ...ownModules(question, known),
    {
      ...words.ANOTHER_MODULE,
      choice: { kind: 'module', module: undefined },
    },
    ...(lacking === undefined ? [] : [allowItem(words.SHOW_OWN_MODULES, lacking)]),
    separator(words.ACCOUNT),
    {
      label: words.SWITCH_ACCOUNT,
      description: accountName(question.account),
      choice: { kind: 'switch-account' },
    },
  ];
}

function sameRecordDetail(automation: Automation | undefined): string {
  const restricted = automation?.lastRestricted ?? [];
  return restricted.length === 0
    ? words.SAME_RECORD
    : words.sameRecordSkipping(wordsOfTriggers(restricted));
}

function ownModules(
  {
    account,
    changing,
    modules,
    recent,
    version,
  }: Pick<TargetQuestion, 'account' | 'changing' | 'modules' | 'recent' | 'version'>,
  known: readonly CrmModule[],
): LiveItem<ModuleItemChoice>[] {
  const used = [...new Set(recent.map(({ module }) => module))];
  const supported = known.filter((module) => supportsPhotos(module, version));
  // A used module may be missing in the list, because its name was typed.
  const unlisted = used
    .filter((name) => !supported.some(({ apiName }) => apiName === name))
    .map((name) => ({ apiName: name, label: name }));
  const rank = (name: string): number => (used.includes(name) ? used.indexOf(name) : used.length);
  return [...supported, ...unlisted]
    .sort((a, b) => rank(a.apiName) - rank(b.apiName))
    .map(({ apiName, label }) => {
      const bar = barIn(apiName, { account, changing, modules });
      const description = [
        ...(label === apiName ? [] : [apiName]),
        ...(bar === undefined ? [] : [wordsOfPhotoBar(bar, '').short]),
      ].join(' · ');
      return { label: plain(label), description, choice: { kind: 'module', module: apiName } };
    });
}

/** Why photos in a module can't be changed, if they are to be changed and it's known. */
function barIn(
  module: string,
  { account, changing, modules }: Pick<TargetQuestion, 'account' | 'changing' | 'modules'>,
): PhotoObstacle | undefined {
  return changing ? modules.photoObstacle(account.id, module) : undefined;
}

export function allowItem(
  label: string,
  scope: string,
): LiveItem<{ kind: 'allow'; scope: string }> {
  return {
    label,
    description: words.needsScope(scope),
    alwaysShow: true,
    choice: { kind: 'allow', scope },
  };
}
