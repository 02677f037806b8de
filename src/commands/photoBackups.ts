import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { copyWords, reportUndone } from '../ui/changeReport.ts';
import { deleted } from '../ui/deletion.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { separator } from '../ui/separator.ts';
import { pick } from '../ui/step.ts';
import { stageWords, withUploadProgress } from '../ui/uploadProgress.ts';
import type { Backup } from '../upload/backup.ts';
import { restore } from '../upload/undo.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { chooseAccount } from './chooseAccount.ts';
import { confirmationsOf } from './confirmations.ts';
import type { Services } from './services.ts';
import { saveCopy } from './undo.ts';

type PhotoItem = vscode.QuickPickItem & { readonly photo?: Backup };
type ActionItem = vscode.QuickPickItem & { readonly run?: () => Promise<void> };

/** *Kept Photos…*: those that records of this workspace's account had. */
export async function photoBackups(services: Services): Promise<void> {
  const account = await chooseAccount(services);
  if (account === undefined) {
    return;
  }
  const title = `Kept Photos · ${organizationName(account)}`;
  for (;;) {
    const photos = await services.backups.of(account.id);
    if (photos.length === 0) {
      const why = services.backups.on
        ? 'A photo is kept when you replace or remove it.'
        : 'The setting “Keep Photos Megabytes” turns it off.';
      void vscode.window.showInformationMessage(
        `No photo of ${organizationName(account)} is kept. ${why}`,
      );
      return;
    }
    const placeholder = 'Photos that records had, latest first';
    const question = { title, step: 1, steps: 2, placeholder, items: itemsOf(photos) };
    const chosen = await pick(question);
    if (chosen === undefined || chosen === 'back') {
      return;
    }
    const { photo } = chosen.value;
    if (photo === undefined) {
      await forgetAll(services, account, photos.length);
      return;
    }
    const action = await pick({
      title,
      step: 2,
      steps: 2,
      placeholder: `${nameOf(photo)}, ${dateOf(photo)}`,
      items: actionsOf(services, account, photo),
    });
    if (action !== 'back') {
      await action?.value.run?.();
      return;
    }
  }
}

function itemsOf(photos: readonly Backup[]): PhotoItem[] {
  const items = photos.map((photo): PhotoItem => {
    const description = `${photo.key.module} · ${photo.key.id}`;
    const detail = `${dateOf(photo)} · ${copyWords(photo)}`;
    return { label: nameOf(photo), description, detail, photo };
  });
  return [...items, separator(), { label: 'Forget All…', description: `${photos.length} kept` }];
}

function actionsOf(services: Services, account: Account, photo: Backup): ActionItem[] {
  const open = async (): Promise<void> => {
    const bytes = await services.backups.read(photo);
    if (bytes === undefined) {
      void vscode.window.showWarningMessage(`The copy of ${nameOf(photo)} is no longer there.`);
      return;
    }
    await vscode.commands.executeCommand(
      'vscode.open',
      vscode.Uri.file(services.backups.pictureFile(photo)),
    );
  };
  const forget = async (): Promise<void> => {
    const what = `the backup of ${nameOf(photo)}`;
    if (await deleted(what, () => services.backups.forget(photo))) {
      vscode.window.setStatusBarMessage(`Forgot a photo of ${nameOf(photo)}`, 5000);
    }
  };
  return [
    { label: 'Open', description: 'look at it', run: open },
    {
      label: 'Restore',
      description: `make it the record’s photo again in ${organizationName(account)}`,
      run: () => restoreBackup(services, account, photo),
    },
    { label: 'Save As…', run: () => saveCopy(services, photo) },
    { label: 'Forget', run: forget },
  ];
}

async function restoreBackup(services: Services, account: Account, photo: Backup): Promise<void> {
  for (let again = true; again;) {
    again = await restoreOnce(services, account, photo);
  }
}

/** @returns whether the person wants to retry */
async function restoreOnce(services: Services, account: Account, photo: Backup): Promise<boolean> {
  const title = `Restoring in ${organizationName(account)}`;
  const outcome = await withUploadProgress(title, (signal, show) =>
    restore(services.sessions.crmOf(account), photo, photo.key, {
      ...changeOptionsOf(services, account, signal),
      confirmation: confirmationsOf(services, account, 1, new AbortController())(1),
      onStage: (stage) => {
        const { fraction, text } = stageWords(stage);
        show(fraction, text);
      },
    }),
  );
  services.log.info(`restore ${photo.key.module} ${photo.key.id}: ${outcome.kind}`);
  if ('change' in outcome) {
    await services.lastChanges.set([outcome.change]);
  }
  const choice = await reportUndone(account, photo.key, outcome, photo);
  if (choice === 'save-copy') {
    await saveCopy(services, photo);
  } else if (choice === 'show-log') {
    services.log.show();
  }
  return choice === 'retry';
}

async function forgetAll(services: Services, account: Account, count: number): Promise<void> {
  const forget = 'Forget All';
  const question = `Forget the ${count} kept photos of ${organizationName(account)}? They cannot be brought back then.`;
  if ((await vscode.window.showWarningMessage(question, forget, 'Cancel')) === forget) {
    if (await deleted('all backups', () => services.backups.forgetAll(account.id))) {
      vscode.window.setStatusBarMessage('Kept photos forgotten', 5000);
    }
  }
}

function nameOf({ key, name }: Backup): string {
  return recordName({ key, name: name ?? undefined });
}

function dateOf({ at }: Backup): string {
  return new Intl.DateTimeFormat(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
}
