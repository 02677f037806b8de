import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { PhotoState } from '../upload/after.ts';
import type { NoBackup } from '../upload/noBackup.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { organizationName, recordName } from './names.ts';
import { plain } from './plain.ts';
import {
  CONTINUE_WITHOUT_BACKUP,
  KEEP_CURRENT_PHOTO,
  withoutBackupQuestion,
} from './words/backups.ts';
import { wordsOfNotKept } from './words/notKept.ts';
import type { NextStep } from './words/photoDeletion.ts';
import { allowDeleting, deletionDetail, modulesOfDeletion } from './words/photoDeletion.ts';
import { removalDetail, removalQuestion, REMOVE_BUTTON } from './words/removal.ts';
import { UNDO_ANYWAY, undoAnywayQuestion } from './words/undo.ts';

/** Asks whether to replace or remove a photo that can't be backed up. No answer means no. */
export function askWithoutBackup(
  account: Account,
  record: CrmRecord,
  why: NoBackup,
): Promise<boolean> {
  const at = organizationName(account);
  const question = withoutBackupQuestion(recordName(record), at, wordsOfNotKept(why));
  return agrees(question, CONTINUE_WITHOUT_BACKUP, KEEP_CURRENT_PHOTO);
}

/** Asks whether to undo although the record has another photo now. No answer means no. */
export function askUndoAnyway(
  account: Account,
  record: CrmRecord,
  standing: Exclude<PhotoState, 'ours'>,
): Promise<boolean> {
  const question = undoAnywayQuestion(recordName(record), organizationName(account), standing);
  return agrees(question, UNDO_ANYWAY, KEEP_CURRENT_PHOTO);
}

/**
 * Asks whether to remove a photo.
 *
 * @param keeps whether a backup of it will be saved
 */
export async function askRemoval(
  account: Account,
  record: Pick<CrmRecord, 'key' | 'name'>,
  { keeps }: { readonly keeps: boolean },
): Promise<boolean> {
  const { key } = record;
  const id = `${plain(key.module)} ${key.id}`;
  const detail = removalDetail(id, organizationName(account), keeps);
  const chosen = await vscode.window.showWarningMessage(
    removalQuestion(recordName(record)),
    { modal: true, detail },
    REMOVE_BUTTON,
  );
  return chosen === REMOVE_BUTTON;
}

/**
 * Asks whether the extension may delete photos, which its sign-in doesn't include.
 *
 * @param about whose photos
 * @param question about the names of modules
 */
export async function askDeletion(
  about: string,
  question: (modules: string) => string,
  { scopes, next }: { readonly scopes: readonly string[]; readonly next: NextStep },
): Promise<boolean> {
  const detail = deletionDetail(about, scopes, next);
  const allow = allowDeleting(next);
  const title = question(modulesOfDeletion(scopes));
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, allow)) === allow;
}

async function agrees(question: string, yes: string, no: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, yes, no)) === yes;
}
