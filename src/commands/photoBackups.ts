import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { reportUndone } from '../ui/changeReport.ts';
import { tryDelete } from '../ui/deletion.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { separator } from '../ui/separator.ts';
import { pick } from '../ui/step.ts';
import { fractionOf, withUploadProgress } from '../ui/uploadProgress.ts';
import * as words from '../ui/words/backups.ts';
import { CANCEL } from '../ui/words/buttons.ts';
import { language } from '../ui/words/language.ts';
import { changeLine } from '../ui/words/logLines.ts';
import { wordsOfBackup } from '../ui/words/picture.ts';
import { stageWords } from '../ui/words/upload.ts';
import type { Backup } from '../upload/backup.ts';
import { restore } from '../upload/undo.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { chooseAccount } from './chooseAccount.ts';
import { confirmationsOf } from './confirmations.ts';
import type { Services } from './services.ts';
import { saveBackup } from './undo.ts';

type PhotoItem = vscode.QuickPickItem & { readonly photo?: Backup };
type ActionItem = vscode.QuickPickItem & { readonly run: () => Promise<void> };

/** *Photo Backups…*: the photos that records of this workspace's account had. */
export async function photoBackups(services: Services): Promise<void> {
  const account = await chooseAccount(services);
  if (account === undefined) {
    return;
  }
  const title = words.backupsTitle(organizationName(account));
  for (;;) {
    const photos = await services.backups.of(account.id);
    if (photos.length === 0) {
      const none = words.noBackups(organizationName(account), services.backups.on);
      void vscode.window.showInformationMessage(none);
      return;
    }
    const placeholder = words.BACKUPS_PLACEHOLDER;
    const chosen = await pick({ title, step: 1, steps: 2, placeholder, items: itemsOf(photos) });
    if (chosen === undefined || chosen === 'back') {
      return;
    }
    const { photo } = chosen.value;
    if (photo === undefined) {
      await deleteAll(services, account, photos.length);
      return;
    }
    const action = await pick({
      title,
      step: 2,
      steps: 2,
      placeholder: words.backupOfWhen(nameOf(photo), dateOf(photo)),
      items: actionsOf(services, account, photo),
    });
    if (action !== 'back') {
      await action?.value.run();
      return;
    }
  }
}

function itemsOf(photos: readonly Backup[]): PhotoItem[] {
  const items = photos.map((photo): PhotoItem => {
    const description = `${photo.key.module} · ${photo.key.id}`;
    const detail = `${dateOf(photo)} · ${wordsOfBackup(photo)}`;
    return { label: nameOf(photo), description, detail, photo };
  });
  return [...items, separator(), words.deleteAllItem(photos.length)];
}

function actionsOf(services: Services, account: Account, photo: Backup): ActionItem[] {
  const items = words.backupActions(organizationName(account));
  return [
    { ...items.open, run: () => openBackup(services, photo) },
    { ...items.restore, run: () => restoreBackup(services, account, photo) },
    { ...items.save, run: () => saveBackup(services, photo) },
    { ...items.delete, run: () => deleteBackup(services, photo) },
  ];
}

async function openBackup({ backups }: Services, photo: Backup): Promise<void> {
  if ((await backups.read(photo)) === undefined) {
    void vscode.window.showWarningMessage(words.backupGone(nameOf(photo)));
    return;
  }
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(backups.pictureFile(photo)));
}

async function deleteBackup({ backups }: Services, photo: Backup): Promise<void> {
  const name = nameOf(photo);
  const couldnt = (code: string): string => words.couldntDeleteBackup(name, code);
  if (await tryDelete(couldnt, () => backups.forget(photo))) {
    vscode.window.setStatusBarMessage(words.deletedBackup(name), 5000);
  }
}

async function restoreBackup(services: Services, account: Account, photo: Backup): Promise<void> {
  for (let again = true; again;) {
    again = await restoreOnce(services, account, photo);
  }
}

/** @returns whether the person wants to retry */
async function restoreOnce(services: Services, account: Account, photo: Backup): Promise<boolean> {
  const title = words.restoringTitle(organizationName(account));
  const outcome = await withUploadProgress(title, (signal, show) =>
    restore(services.sessions.crmOf(account), photo, photo.key, {
      ...changeOptionsOf(services, account, signal),
      confirmation: confirmationsOf(services, account, 1, new AbortController())(1),
      onStage: (stage) => {
        show(fractionOf(stage), stageWords(stage));
      },
    }),
  );
  services.log.info(changeLine('restore', photo.key, outcome));
  if ('change' in outcome) {
    await services.lastChanges.set([outcome.change]);
  }
  const choice = await reportUndone(account, photo.key, outcome, photo);
  if (choice === 'save-backup') {
    await saveBackup(services, photo);
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
    (await tryDelete(words.couldntDeleteAllBackups, () => backups.forgetAll(account.id)))
  ) {
    vscode.window.setStatusBarMessage(words.DELETED_ALL_BACKUPS, 5000);
  }
}

function nameOf({ key, name }: Backup): string {
  return recordName({ key, name: name ?? undefined });
}

function dateOf({ at }: Backup): string {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
}
