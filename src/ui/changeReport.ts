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
import { NOTHING_REMOVED, NOTHING_UNDONE } from './words/photoDeletion.ts';
import { wordsOfBackup } from './words/picture.ts';
import { reasonInFull, wordsOfReason } from './words/reason.ts';
import { couldntConfirmRemoval, couldntRemove, hasNoPhoto, removed } from './words/removal.ts';
import { wordsOfSeveral } from './words/several.ts';
import * as words from './words/undo.ts';
import { someNeedApproval } from './words/upload.ts';

/** What the person chose to do about the result. */
type ChangeChoice = 'open-record' | 'retry' | 'save-backup' | 'undo' | 'show-log' | undefined;

/** Shows the result of undoing a change, or of restoring a backup. */
export function reportUndone(
  account: Account,
  key: RecordKey,
  undone: Undone,
  backup: Backup | undefined,
): Thenable<ChangeChoice> {
  const organization = organizationName(account);
  const more = backup === undefined ? '' : ` ${words.restoredCopy(wordsOfBackup(backup))}`;
  switch (undone.kind) {
    case 'done':
      return notify(
        'info',
        words.restored(recordName(undone.record), organization) + more,
        'open-record',
      );
    case 'awaiting-approval':
      return notify(
        'warning',
        words.restoredIfApproved(recordName(undone.record), organization) + more,
        'open-record',
      );
    case 'removed':
      return notify(
        'info',
        words.hasNoPhotoAgain(recordName(undone.record), organization),
        'open-record',
      );
    case 'had-none':
      return notify('info', hasNoPhoto(recordName(undone.record), organization), 'open-record');
    case 'left':
      return notify(
        'info',
        words.keptCurrent(recordName(undone.record), organization),
        'open-record',
      );
    case 'canceled':
      return reportCanceled(named(key), organization, undone.photo);
    case 'failed': {
      const say = isCertain(undone.reason) ? words.couldntRestore : words.couldntConfirmRestore;
      const message = say(named(key), organization, reasonInFull(undone.reason));
      return reportFailed(message, undone.reason, backup !== undefined);
    }
  }
}

/** Shows the results of undoing several changes. */
export function reportSeveralUndone(
  account: Account,
  all: readonly { readonly key: RecordKey; readonly undone: Undone }[],
): Thenable<ChangeChoice> {
  const notUndone = all.filter(
    ({ undone }) =>
      undone.kind === 'canceled' || undone.kind === 'failed' || undone.kind === 'left',
  );
  const pending = all.filter(({ undone }) => undone.kind === 'awaiting-approval').length;
  const reasons = notUndone.map(({ key, undone }) => ({ name: named(key), what: whyOf(undone) }));
  const sentences = [
    words.undoneOf(all.length - notUndone.length, all.length, organizationName(account)),
    ...(pending === 0 ? [] : [someNeedApproval(pending)]),
    ...wordsOfSeveral(reasons, words.notUndone),
    ...(notUndone.length === 0 ? [] : [words.SEE_BACKUPS]),
  ];
  const anyRetry = all.some(({ undone }) => undone.kind === 'failed' && canRetry(undone.reason));
  return notify(
    notUndone.length === 0 && pending === 0 ? 'info' : 'warning',
    sentences.join(' '),
    ...(anyRetry ? (['retry'] as const) : []),
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

/** Shows the result of a removal. */
export function reportRemoval(
  account: Account,
  key: RecordKey,
  removal: Removal,
): Thenable<ChangeChoice> {
  const organization = organizationName(account);
  switch (removal.kind) {
    case 'removed': {
      const undo = canBeUndone(removal.change) ? (['undo'] as const) : [];
      return notify(
        'info',
        removed(recordName(removal.record), organization),
        'open-record',
        ...undo,
      );
    }
    case 'had-none':
      return notify('info', hasNoPhoto(recordName(removal.record), organization), 'open-record');
    case 'canceled':
      return reportCanceled(named(key), organization, removal.photo);
    case 'failed': {
      const say = isCertain(removal.reason) ? couldntRemove : couldntConfirmRemoval;
      return reportFailed(
        say(named(key), organization, reasonInFull(removal.reason)),
        removal.reason,
        false,
      );
    }
  }
}

/** Shows that nothing was changed, since the permission to delete photos is missing. */
export function reportNotAllowed(wanted: 'retry' | 'undo' = 'undo'): Thenable<ChangeChoice> {
  return notify('info', wanted === 'undo' ? NOTHING_UNDONE : NOTHING_REMOVED, wanted);
}

function reportCanceled(
  record: string,
  organization: string,
  photo: 'not-stored' | 'unknown',
): Thenable<ChangeChoice> {
  const say = photo === 'unknown' ? words.changeCanceledLate : words.changeCanceled;
  return notify('info', say(record, organization), 'open-record');
}

function reportFailed(message: string, reason: Reason, hasBackup: boolean): Thenable<ChangeChoice> {
  return notify(
    'error',
    message,
    ...(canRetry(reason) ? (['retry'] as const) : []),
    ...(hasBackup ? (['save-backup'] as const) : []),
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

async function notify(
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
