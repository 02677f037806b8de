import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { canBeUndone } from '../upload/change.ts';
import type { Backup } from '../upload/backup.ts';
import type { Reason, Removal } from '../upload/outcome.ts';
import { isCertain } from '../upload/outcome.ts';
import type { Undone } from '../upload/undo.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { organizationName, recordName } from './names.ts';
import { plain } from './plain.ts';
import { BUTTONS } from './words/buttons.ts';
import { wordsOfBackup } from './words/picture.ts';
import { reasonInFull, wordsOfReason } from './words/reason.ts';
import { couldntConfirmRemoval, couldntRemove, hasNoPhoto, removed } from './words/removal.ts';
import { wordsOfSeveral } from './words/several.ts';
import * as words from './words/undo.ts';
import { someNeedApproval } from './words/upload.ts';

/** What the person chose to do about the result. */
export type ChangeChoice = 'retry' | 'save-backup' | 'undo' | 'show-log' | undefined;

/** Says that an earlier photo is back, or gone again, or why not. */
export function reportUndone(
  account: Account,
  key: RecordKey,
  undone: Undone,
  copy: Backup | undefined,
): Thenable<ChangeChoice> {
  const at = organizationName(account);
  const more = copy === undefined ? '' : ` ${words.restoredCopy(wordsOfBackup(copy))}`;
  switch (undone.kind) {
    case 'done':
      return tell('info', words.restored(recordName(undone.record), at) + more);
    case 'awaiting-approval':
      return tell('warning', words.restoredIfApproved(recordName(undone.record), at) + more);
    case 'removed':
      return tell('info', words.hasNoPhotoAgain(recordName(undone.record), at));
    case 'had-none':
      return tell('info', hasNoPhoto(recordName(undone.record), at));
    case 'left':
      return tell('info', words.keptCurrent(recordName(undone.record), at));
    case 'canceled':
      return reportCanceled(named(key), at, undone.photo);
    case 'failed': {
      const say = isCertain(undone.reason) ? words.couldntRestore : words.couldntConfirmRestore;
      const message = say(named(key), at, reasonInFull(undone.reason));
      return reportFailed(message, undone.reason, copy !== undefined);
    }
  }
}

/** Says what became of several changes that were undone at once. */
export function reportSeveralUndone(
  account: Account,
  all: readonly { readonly key: RecordKey; readonly undone: Undone }[],
): Thenable<ChangeChoice> {
  const left = all.filter(
    ({ undone }) =>
      undone.kind === 'canceled' || undone.kind === 'failed' || undone.kind === 'left',
  );
  const pending = all.filter(({ undone }) => undone.kind === 'awaiting-approval').length;
  const reasons = left.map(({ key, undone }) => ({ name: named(key), what: whyOf(undone) }));
  const sentences = [
    words.undoneOf(all.length - left.length, all.length, organizationName(account)),
    ...(pending === 0 ? [] : [someNeedApproval(pending)]),
    ...wordsOfSeveral(reasons, words.notUndone),
    ...(left.length === 0 ? [] : [words.SEE_BACKUPS]),
  ];
  const again = all.some(({ undone }) => undone.kind === 'failed' && canRetry(undone.reason));
  return tell(
    left.length === 0 && pending === 0 ? 'info' : 'warning',
    sentences.join(' '),
    ...(again ? (['retry'] as const) : []),
    'show-log',
  );
}

function whyOf(undone: Undone): string {
  switch (undone.kind) {
    case 'canceled':
      return words.unchangedAfterCancel(undone.photo);
    case 'failed':
      return wordsOfReason(undone.reason).what;
    default:
      return '';
  }
}

/** Says what became of a removal. */
export function reportRemoval(
  account: Account,
  key: RecordKey,
  removal: Removal,
): Thenable<ChangeChoice> {
  const at = organizationName(account);
  switch (removal.kind) {
    case 'removed': {
      const undo = canBeUndone(removal.change) ? (['undo'] as const) : [];
      return tell('info', removed(recordName(removal.record), at), ...undo);
    }
    case 'had-none':
      return tell('info', hasNoPhoto(recordName(removal.record), at));
    case 'canceled':
      return reportCanceled(named(key), at, removal.photo);
    case 'failed': {
      const say = isCertain(removal.reason) ? couldntRemove : couldntConfirmRemoval;
      return reportFailed(say(named(key), at, reasonInFull(removal.reason)), removal.reason, false);
    }
  }
}

function reportCanceled(
  record: string,
  at: string,
  photo: 'not-stored' | 'unknown',
): Thenable<ChangeChoice> {
  const say = photo === 'unknown' ? words.changeCanceledLate : words.changeCanceled;
  return tell('info', say(record, at));
}

function reportFailed(message: string, reason: Reason, hasCopy: boolean): Thenable<ChangeChoice> {
  return tell(
    'error',
    message,
    ...(canRetry(reason) ? (['retry'] as const) : []),
    ...(hasCopy ? (['save-backup'] as const) : []),
    'show-log',
  );
}

/** A sign-in is asked for when the change is retried. */
function canRetry(reason: Reason): boolean {
  const { actions } = wordsOfReason(reason);
  return actions.includes('retry') || actions.includes('sign-in');
}

function named({ module, id }: RecordKey): string {
  return `${plain(module)} ${id}`;
}

async function tell(
  severity: 'error' | 'info' | 'warning',
  message: string,
  ...choices: Exclude<ChangeChoice, undefined>[]
): Promise<ChangeChoice> {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const show = {
    error: showErrorMessage,
    info: showInformationMessage,
    warning: showWarningMessage,
  };
  const items = choices.map((choice) => ({ title: BUTTONS[choice], choice }));
  const chosen = await show[severity](message, ...items);
  return items.find((item) => item === chosen)?.choice;
}
