import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { canBeUndone } from '../upload/change.ts';
import type { Outcome, Reason } from '../upload/outcome.ts';
import { isCertain } from '../upload/outcome.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { organizationName, recordName } from './names.ts';
import { plain } from './plain.ts';
import type { UploadResult } from './uploadResult.ts';
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

/** Says the results of one command in one notification, and what the person chose to do. */
export function report(
  results: readonly UploadResult[],
  account: Account | undefined,
): Thenable<Choice> {
  const at = account === undefined ? '' : organizationName(account);
  const [only, ...others] = results;
  return only !== undefined && others.length === 0
    ? reportOne(only, at)
    : reportSeveral(results, at);
}

function reportOne({ picture, key, outcome }: UploadResult, at: string): Thenable<Choice> {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const name = plain(picture, 60);
  switch (outcome.kind) {
    case 'done':
      return ask(
        showInformationMessage,
        [words.isNowThePhoto(name, recordName(outcome.record), at), ...skipped([outcome])],
        ...undoOf(outcome),
        'open-record',
        'show-log',
      );
    case 'awaiting-approval':
      return ask(
        showWarningMessage,
        [words.uploadedIfApproved(name, recordName(outcome.record), at), ...skipped([outcome])],
        ...undoOf(outcome),
        'open-record',
        'show-log',
      );
    case 'left':
      return ask(showInformationMessage, [words.leftCurrent(name, recordName(outcome.record), at)]);
    case 'canceled':
      if (outcome.photo === 'unknown') {
        return ask(
          showInformationMessage,
          [words.uploadCanceledLate(name, at)],
          'open-record',
          'show-log',
        );
      }
      vscode.window.setStatusBarMessage(words.uploadCanceled(name), 5000);
      return Promise.resolve(undefined);
    case 'failed':
      return ask(
        showErrorMessage,
        [failed(name, key, at, outcome.reason)],
        ...wordsOfReason(outcome.reason).actions,
        'show-log',
      );
  }
}

function failed(name: string, key: RecordKey | undefined, at: string, reason: Reason): string {
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
  return say(name, `${plain(key.module)} ${key.id}`, at, why);
}

function reportSeveral(results: readonly UploadResult[], at: string): Thenable<Choice> {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  // What was refused before it was asked for a record was never on its way.
  const tried = results.filter(({ key }) => key !== undefined);
  const refused = results.filter(({ key }) => key === undefined);
  const of = (kind: Outcome['kind']): UploadResult[] =>
    tried.filter(({ outcome }) => outcome.kind === kind);
  const failures = of('failed');
  const done = of('done').length + of('awaiting-approval').length;
  const left = of('left').length;
  // What would be tried again: what was on its way, or, where nothing was, all of it.
  const wanted = (tried.length === 0 ? refused : failures).flatMap(({ outcome }) =>
    outcome.kind === 'failed' ? wordsOfReason(outcome.reason).actions : [],
  );
  const offered = (['sign-in', 'resize', 'retry'] as const).filter((action) =>
    wanted.includes(action),
  );
  const sentences = [
    ...(tried.length === 0
      ? [words.NO_PICTURES_UPLOADED]
      : [
          words.uploadedOf(done, tried.length, at),
          ...skipped(tried.map(({ outcome }) => outcome)),
        ]),
    ...ifAny(of('awaiting-approval').length, words.someNeedApproval),
    ...ifAny(left, words.someSkipped),
    ...ifAny(of('canceled').filter(({ outcome }) => !isOpen(outcome)).length, words.someCanceled),
    ...reasons(
      failures.filter(({ outcome }) => !isOpen(outcome)),
      words.someNotUploaded,
    ),
    ...reasons(
      tried.filter(({ outcome }) => isOpen(outcome)),
      words.someNotConfirmed,
    ),
    ...reasons(refused, words.skippedBecause),
  ];
  // What the person has skipped themselves is no warning.
  const show = done + left === results.length ? showInformationMessage : showWarningMessage;
  const undo = tried.flatMap(({ outcome }) => undoOf(outcome)).slice(0, 1);
  return ask(show, sentences, ...offered.slice(0, 1), ...undo, 'show-log');
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

/** What did not run in the CRM, where that was chosen or set. */
function skipped(outcomes: readonly Outcome[]): string[] {
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

/** Whether it is not known that a picture was stored, nor that it was not. */
function isOpen(outcome: Outcome): boolean {
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
