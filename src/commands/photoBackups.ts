import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { learnMoreButton, offer, settingsButton } from '../ui/offer.ts';
import { reportUndone } from '../ui/changeReport.ts';
import { tryDelete } from '../ui/deletion.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { separator } from '../ui/separator.ts';
import { pick } from '../ui/step.ts';
import { stageFraction, withUploadProgress } from '../ui/uploadProgress.ts';
import * as words from '../ui/words/backups.ts';
import { CANCEL } from '../ui/words/buttons.ts';
import { momentWords } from '../ui/words/dates.ts';
import { changeLine } from '../ui/words/logLines.ts';
import { wordsOfBackup } from '../ui/words/picture.ts';
import { stageWords } from '../ui/words/upload.ts';
import type { Backup } from '../upload/backup.ts';
import { restore } from '../upload/undo.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { chooseAccount } from './chooseAccount.ts';
import { confirmationsOf } from './confirmations.ts';
import { openRecord } from './openRecord.ts';
import { forgetUploads } from './rememberRecords.ts';
import type { Services } from './services.ts';
import { saveBackup } from './undo.ts';

type BackupItem = vscode.QuickPickItem & { readonly backup?: Backup };
type ActionItem = vscode.QuickPickItem & { readonly run: () => Promise<void> };

/** *Photo Backups…*: earlier photos of records in this workspace's account. */
export async function photoBackups(services: Services): Promise<void> {
  const account = await chooseAccount(services);
  if (account === undefined) {
    return;
  }
  const title = words.backupsTitle(organizationName(account));
  for (;;) {
    const stored = await services.backups.of(account.id);
    if (stored.length === 0) {
      const { on } = services.backups;
      const button = on ? learnMoreButton('privacy') : settingsButton('keepPhotosMegabytes');
      void offer('info', words.noBackups(organizationName(account), on), button);
      return;
    }
    const placeholder = words.BACKUPS_PLACEHOLDER;
    const chosen = await pick({ title, step: 1, steps: 2, placeholder, items: itemsOf(stored) });
    if (chosen === undefined || chosen === 'back') {
      return;
    }
    const { backup } = chosen.value;
    if (backup === undefined) {
      await deleteAll(services, account, stored.length);
      return;
    }
    const action = await pick({
      title,
      step: 2,
      steps: 2,
      placeholder: words.backupOfWhen(nameOf(backup), momentWords(backup.at)),
      items: actionsOf(services, account, backup),
    });
    if (action !== 'back') {
      await action?.value.run();
      return;
    }
  }
}

function itemsOf(stored: readonly Backup[]): BackupItem[] {
  const items = stored.map((backup): BackupItem => {
    // The label of a backup without a name has the ID.
    const id = backup.name === null ? {} : { description: backup.key.id };
    const detail = `${momentWords(backup.at)} · ${wordsOfBackup(backup)}`;
    return { label: nameOf(backup), ...id, detail, backup };
  });
  return [...items, separator(), words.deleteAllItem(stored.length)];
}

function actionsOf(services: Services, account: Account, backup: Backup): ActionItem[] {
  const items = words.backupActions(organizationName(account));
  return [
    { ...items.open, run: () => openBackup(services, backup) },
    { ...items.restore, run: () => restoreBackup(services, account, backup) },
    { ...items.save, run: () => saveBackup(services, backup) },
    { ...items.delete, run: () => deleteBackup(services, backup) },
  ];
}

async function openBackup({ backups }: Services, backup: Backup): Promise<void> {
  if ((await backups.read(backup)) === undefined) {
    void vscode.window.showWarningMessage(words.backupGone(nameOf(backup)));
    return;
  }
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(backups.pictureFile(backup)));
}

async function deleteBackup({ backups }: Services, backup: Backup): Promise<void> {
  const name = nameOf(backup);
  const couldnt = (code: string): string => words.couldntDeleteBackup(name, code);
  if (await tryDelete(couldnt, () => backups.delete(backup))) {
    vscode.window.setStatusBarMessage(words.deletedBackup(name), 5000);
  }
}

async function restoreBackup(services: Services, account: Account, backup: Backup): Promise<void> {
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

async function deleteAll({ backups }: Services, account: Account, count: number): Promise<void> {
  const question = words.deleteAllQuestion(count, organizationName(account));
  const chosen = await vscode.window.showWarningMessage(question, words.DELETE_ALL_BUTTON, CANCEL);
  if (
    chosen === words.DELETE_ALL_BUTTON &&
    (await tryDelete(words.couldntDeleteAllBackups, () => backups.deleteAll(account.id)))
  ) {
    vscode.window.setStatusBarMessage(words.DELETED_ALL_BACKUPS, 5000);
  }
}

function nameOf({ key, name }: Backup): string {
  return recordName({ key, name: name ?? undefined });
}
