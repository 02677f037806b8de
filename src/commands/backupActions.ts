import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { reportUndone } from '../ui/changeReport.ts';
import { tryDelete } from '../ui/deletion.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { savePhoto } from '../ui/savePhoto.ts';
import { stageFraction, withUploadProgress } from '../ui/uploadProgress.ts';
import * as words from '../ui/words/backups.ts';
import { momentWords } from '../ui/words/dates.ts';
import { changeLine } from '../ui/words/logLines.ts';
import { stageWords } from '../ui/words/upload.ts';
import type { Backup } from '../upload/backup.ts';
import { restore } from '../upload/undo.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { confirmationsOf } from './confirmations.ts';
import { openRecord } from './openRecord.ts';
import { forgetUploads } from './rememberRecords.ts';
import type { Services } from './services.ts';

/** Opens a backup in the image preview. */
export async function openBackup(services: Services, backup: Backup): Promise<void> {
  if ((await bytesOf(services, backup)) !== undefined) {
    const file = services.backups.pictureFile(backup);
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
  }
}

/** Saves a backup where the person chooses. */
export async function saveBackup(services: Services, backup: Backup | undefined): Promise<void> {
  const bytes = backup && (await bytesOf(services, backup));
  if (backup !== undefined && bytes !== undefined) {
    await savePhoto(bytes, backup.name ?? `${backup.key.module} ${backup.key.id}`);
  }
}

/** Undefined after a message that it's gone. */
async function bytesOf({ backups }: Services, backup: Backup): Promise<Uint8Array | undefined> {
  const bytes = await backups.read(backup);
  if (bytes === undefined) {
    void vscode.window.showWarningMessage(words.backupGone(nameOfBackup(backup)));
  }
  return bytes;
}

/** Deletes backups of one record. If it fails, the person is told. */
export async function deleteBackups(
  { backups }: Services,
  record: string,
  some: readonly Backup[],
): Promise<void> {
  const couldnt = (code: string): string => words.couldntDeleteBackups(record, some.length, code);
  const areDeleted = await tryDelete(couldnt, async () => {
    for (const backup of some) {
      await backups.delete(backup);
    }
  });
  if (areDeleted) {
    vscode.window.setStatusBarMessage(words.deletedBackups(record, some.length), 5000);
  }
}

/** The same after a question. */
export async function askAndDeleteBackups(
  services: Services,
  record: string,
  some: readonly Backup[],
): Promise<void> {
  const date = momentWords(some[0]?.at ?? 0);
  const { title, detail, agree } = words.deleteBackupsQuestion(record, some.length, date);
  if ((await vscode.window.showWarningMessage(title, { modal: true, detail }, agree)) === agree) {
    await deleteBackups(services, record, some);
  }
}

/** Makes a backup the record's photo again, after the usual question. */
export async function restoreBackup(
  services: Services,
  account: Account,
  backup: Backup,
): Promise<void> {
  for (let retry = true; retry;) {
    retry = await restoreOnce(services, account, backup);
  }
}

/** @returns whether the person wants to retry */
async function restoreOnce(services: Services, account: Account, backup: Backup): Promise<boolean> {
  const title = words.restoringTitle(organizationName(account));
  const outcome = await withUploadProgress(title, (signal, show, hiddenWhile) =>
    restore(services.sessions.crmOf(account), backup, backup.key, {
      ...changeOptionsOf(services, account, 'restore', signal),
      confirmation: confirmationsOf(services, account, [{}], new AbortController(), hiddenWhile)(1),
      onStage: (stage) => {
        show(stageFraction(stage), stageWords(stage));
      },
    }),
  );
  services.log.info(changeLine('restore', backup.key, outcome));
  if ('change' in outcome) {
    await services.lastChanges.set([outcome.change]);
    await forgetUploads(services, account, [backup.key]);
  }
  const choice = await reportUndone(account, backup.key, outcome, backup);
  if (choice === 'save-backup') {
    await saveBackup(services, backup);
  } else if (choice === 'open-record') {
    await openRecord(account, backup.key);
  } else if (choice === 'show-log') {
    services.log.show();
  }
  return choice === 'retry';
}

/** Whose backup it is. */
export function nameOfBackup({ key, name }: Backup): string {
  return recordName({ key, name: name ?? undefined });
}
