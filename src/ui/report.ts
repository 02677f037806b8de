import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { canBeUndone } from '../upload/change.ts';
import type { Outcome, Reason } from '../upload/outcome.ts';
import type { Undone } from '../upload/undo.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { organizationName, recordName } from './names.ts';
import { plain } from './plain.ts';
import { codeOfReason, wordsOfReason } from './words/reason.ts';
import { wordsOfSeveral } from './words/several.ts';
import { wordsOfTriggers } from './words/triggers.ts';
import type { Action } from './words/words.ts';

/** One picture, where it was to go (nowhere, if it was refused before that), what became of it. */
export interface Reported {
  readonly picture: string;
  readonly key: RecordKey | undefined;
  readonly outcome: Outcome;
}

/** What the person chose to do about a result. */
export type Choice = Action | 'show-log' | 'undo' | undefined;

const LABELS: Record<Exclude<Choice, undefined>, string> = {
  'another-record': 'Choose Another Record',
  'open-record': 'Open Record',
  'open-settings': 'Open Settings',
  resize: 'Upload Resized',
  retry: 'Retry',
  'show-log': 'Show Log',
  'sign-in': 'Sign In',
  undo: 'Undo',
};

type Show = (
  message: string,
  ...items: vscode.MessageItem[]
) => Thenable<vscode.MessageItem | undefined>;

/** Tells the results of one command in one notification, and what the person chose to do. */
export function report(
  results: readonly Reported[],
  account: Account | undefined,
): Thenable<Choice> {
  const [only, ...others] = results;
  if (only !== undefined && others.length === 0) {
    return reportOne(only, account);
  }
  return reportSeveral(results, account);
}

function reportOne(
  { picture, key, outcome }: Reported,
  account: Account | undefined,
): Thenable<Choice> {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const name = plain(picture, 60);
  const at = account === undefined ? '' : ` · ${organizationName(account)}`;
  switch (outcome.kind) {
    case 'done':
      return ask(
        showInformationMessage,
        `${name} is now the photo of ${recordName(outcome.record)}${at}.${keptFromRunning([outcome])}`,
        ...undoOf({ outcome }),
        'open-record',
        'show-log',
      );
    case 'awaiting-approval':
      return ask(
        showWarningMessage,
        `${name} was uploaded to ${recordName(outcome.record)}${at}, but shows only once it has been approved in the CRM.${keptFromRunning([outcome])}`,
        ...undoOf({ outcome }),
        'open-record',
        'show-log',
      );
    case 'left':
      return ask(
        showInformationMessage,
        `${name} was not uploaded: you left ${recordName(outcome.record)} as it is${at}.`,
      );
    case 'cancelled':
      if (outcome.photo === 'unknown') {
        return ask(
          showInformationMessage,
          `The upload of ${name} was cancelled when all had been sent${at}: the photo may have been stored. Open the record to see.`,
          'open-record',
          'show-log',
        );
      }
      vscode.window.setStatusBarMessage(`Upload of ${name} cancelled`, 5000);
      return Promise.resolve(undefined);
    case 'failed': {
      const { what, remedy, actions } = wordsOfReason(outcome.reason);
      const target = key === undefined ? '' : ` to ${plain(key.module)} ${key.id}${at}`;
      const code = codeOfReason(outcome.reason);
      return ask(
        showErrorMessage,
        `${name} ${becameOf(outcome.reason, target)}. ${what} ${remedy}${code === undefined ? '' : ` (${code})`}`,
        ...actions,
        'show-log',
      );
    }
  }
}

function becameOf(reason: Reason, target: string): string {
  if (reason.kind === 'bug') {
    return `was not confirmed as uploaded${target}`;
  }
  return isCertain(reason) ? `was not uploaded${target}` : `was sent${target}, but not confirmed`;
}

function reportSeveral(
  results: readonly Reported[],
  account: Account | undefined,
): Thenable<Choice> {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const at = account === undefined ? '' : ` to ${organizationName(account)}`;
  // What was refused before it was asked for a record was never on its way.
  const tried = results.filter(({ key }) => key !== undefined);
  const skipped = results.filter(({ key }) => key === undefined);
  const of = (kind: Outcome['kind']): Reported[] =>
    tried.filter(({ outcome }) => outcome.kind === kind);
  const [failed, pending] = [of('failed'), of('awaiting-approval')];
  const done = of('done').length + pending.length;
  const open = tried.filter(({ outcome }) => isOpen(outcome));
  const cancelled = of('cancelled').filter(({ outcome }) => !isOpen(outcome)).length;
  const left = of('left').length;
  const pictures = tried.length === 1 ? 'picture' : 'pictures';
  const kept = keptFromRunning(tried.map(({ outcome }) => outcome));
  const sentences = [
    tried.length === 0
      ? 'No picture was uploaded.'
      : `${done} of ${tried.length} ${pictures} uploaded${at}.${kept}`,
    ...(pending.length === 0 ? [] : [`${pending.length} will show once approved in the CRM.`]),
    ...(left === 0 ? [] : [`${left} skipped: the records are as they were.`]),
    ...(cancelled === 0 ? [] : [`${cancelled} cancelled.`]),
    ...named(
      'Not uploaded',
      failed.filter(({ outcome }) => !isOpen(outcome)),
    ),
    ...named('Not confirmed', open),
    ...named('Skipped', skipped),
  ];
  // What would be tried again: what was on its way, or, where nothing was, all of it.
  const wanted = (tried.length === 0 ? skipped : failed).flatMap(({ outcome }) =>
    actionsOf(outcome),
  );
  const offered = (['sign-in', 'resize', 'retry'] as const).filter((action) =>
    wanted.includes(action),
  );
  // What the person has left out themselves is no warning.
  const show = done + left === results.length ? showInformationMessage : showWarningMessage;
  const undo = tried.flatMap(undoOf).slice(0, 1);
  return ask(show, sentences.join(' '), ...offered.slice(0, 1), ...undo, 'show-log');
}

/** What did not run in the CRM, where that was chosen or set. */
function keptFromRunning(outcomes: readonly Outcome[]): string {
  const triggers = new Set(outcomes.flatMap(restrictedBy));
  return triggers.size === 0 ? '' : ` Kept from running: ${wordsOfTriggers([...triggers])}.`;
}

function restrictedBy(outcome: Undone): readonly RestrictTrigger[] {
  return 'change' in outcome ? (outcome.change.restrictTriggers ?? []) : [];
}

function undoOf({ outcome }: Pick<Reported, 'outcome'>): 'undo'[] {
  return 'change' in outcome && canBeUndone(outcome.change) ? ['undo'] : [];
}

/** Whether it is not known that a picture was stored, nor that it was not. */
function isOpen(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'cancelled':
      return outcome.photo === 'unknown';
    case 'failed':
      return !isCertain(outcome.reason);
    default:
      return false;
  }
}

/** Whether a picture that was not uploaded is known not to be stored either. */
function isCertain(reason: Reason): boolean {
  return reason.kind !== 'bug' && !(reason.kind === 'failure' && reason.photo === 'unknown');
}

function named(title: string, some: readonly Reported[]): string[] {
  const reasons = some.map(({ picture, outcome }) => ({
    name: plain(picture, 40),
    what: whatOf(outcome),
  }));
  return wordsOfSeveral(title, reasons);
}

function whatOf(outcome: Outcome): string {
  return outcome.kind === 'failed'
    ? wordsOfReason(outcome.reason).what
    : 'Cancelled when all had been sent: the photo may have been stored.';
}

function actionsOf(outcome: Outcome): readonly Action[] {
  return outcome.kind === 'failed' ? wordsOfReason(outcome.reason).actions : [];
}

/** One line for the log: what happened to which picture and record. */
export function reportLine({ picture, key, outcome }: Reported): string {
  const target = key === undefined ? '' : ` → ${key.module} ${key.id}`;
  return `${plain(picture)}${target}: ${outcomeLine(outcome)}`;
}

/** What became of a change, for the log: no name is in it. */
export function outcomeLine(outcome: Undone): string {
  const restricted = restrictedBy(outcome).join();
  const more = [
    ...(outcome.kind === 'failed' ? [reasonLine(outcome.reason)] : []),
    ...(restricted === '' ? [] : [`restrict_triggers=${restricted}`]),
  ];
  return `${outcome.kind}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

function reasonLine(reason: Reason): string {
  switch (reason.kind) {
    case 'failure':
      return [reason.failure.kind, codeOfReason(reason)].filter(Boolean).join(', ');
    case 'refusal':
      return reason.refusal.kind;
    case 'unfit':
      return `${reason.kind}, ${reason.unfit.kind}`;
    case 'not-kept':
      return [reason.kind, reason.why.kind, codeOfReason(reason)].filter(Boolean).join(', ');
    case 'bug':
    case 'copy-gone':
    case 'no-such-record':
      return reason.kind;
  }
}

async function ask(
  show: Show,
  message: string,
  ...actions: Exclude<Choice, undefined>[]
): Promise<Choice> {
  const items = actions.map((action) => ({ title: LABELS[action], action }));
  const chosen = await show(message, ...items);
  return items.find((item) => item === chosen)?.action;
}
