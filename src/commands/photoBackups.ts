import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { learnMoreButton, offer, settingsButton } from '../ui/offer.ts';
import { tryDelete } from '../ui/deletion.ts';
import { organizationName } from '../ui/names.ts';
import { separator } from '../ui/separator.ts';
import { pick } from '../ui/step.ts';
import * as words from '../ui/words/backups.ts';
import { CANCEL } from '../ui/words/buttons.ts';
import { momentWords } from '../ui/words/dates.ts';
import { wordsOfBackup } from '../ui/words/picture.ts';
import type { Backup } from '../upload/backup.ts';
import {
  deleteBackups,
  nameOfBackup,
  openBackup,
  restoreBackup,
  saveBackup,
} from './backupActions.ts';
import { chooseAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';

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
      placeholder: words.backupOfWhen(nameOfBackup(backup), momentWords(backup.at)),
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
    return { label: nameOfBackup(backup), ...id, detail, backup };
  });
  return [...items, separator(), words.deleteAllItem(stored.length)];
}

function actionsOf(services: Services, account: Account, backup: Backup): ActionItem[] {
  const items = words.backupActions(organizationName(account));
  return [
    { ...items.open, run: () => openBackup(services, backup) },
    { ...items.restore, run: () => restoreBackup(services, account, backup) },
    { ...items.save, run: () => saveBackup(services, backup) },
    { ...items.delete, run: () => deleteBackups(services, nameOfBackup(backup), [backup]) },
  ];
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
