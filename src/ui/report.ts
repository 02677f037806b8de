import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { canBeUndone } from '../upload/change.ts';
import type { Outcome, Reason } from '../upload/outcome.ts';
import { isCertain } from '../upload/outcome.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { organizationName, recordName } from './names.ts';
import { plain } from './plain.ts';
import type { UploadResult } from './uploadResult.ts';
import { skippedByChoice } from './words/answers.ts';
import { BUTTONS } from './words/buttons.ts';
import { reasonInFull, wordsOfReason } from './words/reason.ts';
import { wordsOfSeveral } from './words/several.ts';
import * as words from './words/upload.ts';
import type { Action } from './words/words.ts';

/** What the person chose to do about a result. */
export type Choice = Action | 'show-log' | 'undo' | undefined;

type Show = (
  message: string,
  ...items: vscode.MessageItem[]
) => Thenable<vscode.MessageItem | undefined>;

/**
 * Shows the results of one command in one notification.
 *
 * @param skipped how many more pictures the person chose no record for
 * @returns what the person chose to do
 */
export function report(
  results: readonly UploadResult[],
  account: Account | undefined,
  skipped = 0,
): Thenable<Choice> {
  const organization = account === undefined ? '' : organizationName(account);
  const [only, ...others] = results;
  return only !== undefined && others.length === 0 && skipped === 0
    ? reportOne(only, organization)
    : reportSeveral(results, organization, skipped);
}

function reportOne(
  { picture, key, outcome, made }: UploadResult,
  organization: string,
): Thenable<Choice> {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const name = plain(picture, 60);
  switch (outcome.kind) {
    case 'done':
      return ask(
        showInformationMessage,
        [
          words.isNowThePhoto(name, recordName(outcome.record), organization),
          ...(made === undefined ? [] : [words.madeFrom(made.before, made.after)]),
          ...skippedIn([outcome]),
        ],
        'open-record',
        ...undoOf(outcome),
        'show-log',
      );
    case 'awaiting-approval':
      return ask(
        showWarningMessage,
        [
          words.uploadedIfApproved(name, recordName(outcome.record), organization),
          ...(made === undefined ? [] : [words.madeFrom(made.before, made.after)]),
          ...skippedIn([outcome]),
        ],
        'open-record',
        ...undoOf(outcome),
        'show-log',
      );
    case 'left':
      return ask(
        showInformationMessage,
        [words.leftCurrent(name, recordName(outcome.record), organization)],
        'open-record',
      );
    case 'canceled':
      if (outcome.photo === 'unknown') {
        return ask(
          showInformationMessage,
          [words.uploadCanceledLate(name, organization)],
          'open-record',
          'show-log',
        );
      }
      vscode.window.setStatusBarMessage(words.uploadCanceled(name), 5000);
      return Promise.resolve(undefined);
    case 'failed':
      return ask(
        showErrorMessage,
        [failed(name, key, organization, outcome.reason)],
        ...wordsOfReason(outcome.reason).actions,
        'show-log',
      );
  }
}

function failed(
  name: string,
  key: RecordKey | undefined,
  organization: string,
  reason: Reason,
): string {
  const why = reasonInFull(reason);
  if (key === undefined) {
    return words.notUploaded(name, why);
  }
  const say =
    reason.kind === 'bug'
      ? words.notConfirmed
      : isCertain(reason)
        ? words.notUploadedTo
        : words.sentNotConfirmed;
  return say(name, `${plain(key.module)} ${key.id}`, organization, why);
}

function reportSeveral(
  results: readonly UploadResult[],
  organization: string,
  withoutRecord: number,
): Thenable<Choice> {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  // Refused before a record was chosen: never tried.
  const tried = results.filter(({ key }) => key !== undefined);
  const refused = results.filter(({ key }) => key === undefined);
  const of = (kind: Outcome['kind']): UploadResult[] =>
    tried.filter(({ outcome }) => outcome.kind === kind);
  const failures = of('failed');
  const done = of('done').length + of('awaiting-approval').length;
  const skipped = of('left').length;
  // A retry is for the tried pictures, or for all of them if none was tried. A setting is for all.
  const wanted = actionsFor(tried.length === 0 ? refused : failures);
  const offered = [
    ...(['sign-in', 'resize'] as const).filter((action) => wanted.includes(action)),
    ...(actionsFor([...refused, ...failures]).includes('heic-setting')
      ? (['heic-setting'] as const)
      : []),
    ...(wanted.includes('retry') ? (['retry'] as const) : []),
  ];
  const sentences = [
    ...(tried.length === 0
      ? [words.NO_PICTURES_UPLOADED]
      : [
          words.uploadedOf(done, tried.length + withoutRecord, organization),
          ...ifAny(
            tried.filter(({ made, outcome }) => made !== undefined && 'change' in outcome).length,
            words.someMade,
          ),
          ...skippedIn(tried.map(({ outcome }) => outcome)),
        ]),
    ...ifAny(of('awaiting-approval').length, words.someNeedApproval),
    ...ifAny(withoutRecord, skippedByChoice),
    ...ifAny(skipped, words.someSkipped),
    ...ifAny(
      of('canceled').filter(({ outcome }) => !isUnknown(outcome)).length,
      words.someCanceled,
    ),
    ...reasons(
      failures.filter(({ outcome }) => !isUnknown(outcome)),
      words.someNotUploaded,
    ),
    ...reasons(
      tried.filter(({ outcome }) => isUnknown(outcome)),
      words.someNotConfirmed,
    ),
    ...reasons(refused, words.skippedBecause),
  ];
  // Pictures that the person chose to skip don't need a warning.
  const show = done + skipped === results.length ? showInformationMessage : showWarningMessage;
  const undo = tried.flatMap(({ outcome }) => undoOf(outcome)).slice(0, 1);
  // The first button is the primary one: where a hand presses it unread, nothing is undone.
  return ask(show, sentences, ...offered.slice(0, 1), 'show-log', ...undo);
}

function actionsFor(results: readonly UploadResult[]): Action[] {
  return results.flatMap(({ outcome }) =>
    outcome.kind === 'failed' ? wordsOfReason(outcome.reason).actions : [],
  );
}

function ifAny(count: number, say: (count: number) => string): string[] {
  return count === 0 ? [] : [say(count)];
}

function reasons(
  some: readonly UploadResult[],
  sentence: (names: string, why: string) => string,
): string[] {
  const named = some.map(({ picture, outcome }) => ({
    name: plain(picture, 40),
    what: outcome.kind === 'failed' ? wordsOfReason(outcome.reason).what : words.CANCELED_LATE,
  }));
  return wordsOfSeveral(named, sentence);
}

/** Which automations were skipped, if any. */
function skippedIn(outcomes: readonly Outcome[]): string[] {
  const triggers = new Set(
    outcomes.flatMap((outcome) =>
      'change' in outcome ? (outcome.change.restrictTriggers ?? []) : [],
    ),
  );
  return triggers.size === 0 ? [] : [words.skippedAutomations([...triggers])];
}

function undoOf(outcome: Outcome): 'undo'[] {
  return 'change' in outcome && canBeUndone(outcome.change) ? ['undo'] : [];
}

/** Whether it's unknown if the picture was stored. */
function isUnknown(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'canceled':
      return outcome.photo === 'unknown';
    case 'failed':
      return !isCertain(outcome.reason);
    default:
      return false;
  }
}

async function ask(
  show: Show,
  sentences: readonly string[],
  ...actions: Exclude<Choice, undefined>[]
): Promise<Choice> {
  const items = actions.map((action) => ({ title: BUTTONS[action], action }));
  const chosen = await show(sentences.join(' '), ...items);
  return items.find((item) => item === chosen)?.action;
}
