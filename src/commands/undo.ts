import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { reportUndone } from '../ui/changeReport.ts';
import { organisationName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { savePhoto } from '../ui/savePhoto.ts';
import { stageWords, withUploadProgress } from '../ui/uploadProgress.ts';
import type { After, Change } from '../upload/change.ts';
import { canBeUndone } from '../upload/change.ts';
import type { KeptPhoto } from '../upload/keptPhotos.ts';
import type { Undone } from '../upload/undo.ts';
import { undo } from '../upload/undo.ts';
import { changeOptionsOf } from './changeOptions.ts';
import type { Parts } from './parts.ts';
import { usableAccounts } from './usableAccounts.ts';

/** *Undo Last Upload*: what this workspace changed last, also before VS Code was restarted. */
export async function undoLast(parts: Parts): Promise<void> {
  const changes = parts.lastChanges.get().filter(canBeUndone);
  const [first] = changes;
  if (first === undefined) {
    await vscode.window.showInformationMessage(
      'There is nothing to undo in this workspace. Earlier photos are in “Kept Photos…”.',
    );
    return;
  }
  const account = (await usableAccounts(parts)).find(({ id }) => id === first.account);
  if (account === undefined) {
    await vscode.window.showWarningMessage(
      'The account that the last upload was made with is not signed in. Sign in to Zoho CRM with it, then undo.',
    );
    return;
  }
  await undoChanges(parts, account, changes);
}

/** Pressed twice, or from a notification and by the command: once is enough. */
const underWay = new Set<string>();

/** Undoes changes of one run, the last one first, and tells what became of it. */
export async function undoChanges(
  parts: Parts,
  account: Account,
  all: readonly Change[],
): Promise<void> {
  const changes = all.filter((change) => canBeUndone(change) && !underWay.has(nameOf(change)));
  for (const change of changes) {
    underWay.add(nameOf(change));
  }
  try {
    const undone = await undoWithProgress(parts, account, changes);
    await forgetUndone(parts, undone);
    for (const { change, became } of undone) {
      parts.log.info(`undo ${change.key.module} ${change.key.id}: ${became.kind}`);
    }
    await Promise.all(undone.map((one) => tellUndone(parts, account, one)));
  } finally {
    for (const change of changes) {
      underWay.delete(nameOf(change));
    }
  }
}

interface UndoneChange {
  readonly change: Change;
  readonly became: Undone;
  readonly copy: KeptPhoto | undefined;
}

function undoWithProgress(
  parts: Parts,
  account: Account,
  changes: readonly Change[],
): Thenable<UndoneChange[]> {
  const title = `Undoing in ${organisationName(account)}`;
  return withUploadProgress(title, async (signal, show) => {
    const options = changeOptionsOf(parts, account, signal);
    const crm = parts.sessions.crmOf(account);
    // A record that the run changed twice has, for the second undo, what the first one left.
    const left = new Map<string, After>();
    const undone: UndoneChange[] = [];
    for (const [index, change] of changes.toReversed().entries()) {
      const { key, before } = change;
      const record = `${key.module} ${key.id}`;
      const copy =
        before.kind === 'kept' ? await parts.keptPhotos.get(account.id, before.id) : undefined;
      const after = left.get(record) ?? change.after;
      const onStage: Parameters<typeof undo>[2]['onStage'] = (stage) => {
        const { fraction, text } = stageWords(stage);
        show((index + fraction) / changes.length, `${plain(record)}: ${text}`);
      };
      const became = await undo(crm, { ...change, after }, { ...options, onStage });
      if ('change' in became) {
        left.set(record, became.change.after);
      }
      undone.push({ change, became, copy });
    }
    return undone;
  });
}

/** What could not be undone can be tried again. */
async function forgetUndone(
  { lastChanges }: Parts,
  undone: readonly UndoneChange[],
): Promise<void> {
  const over = undone
    .filter(({ became }) => became.kind !== 'failed' && became.kind !== 'cancelled')
    .map(({ change }) => nameOf(change));
  await lastChanges.set(lastChanges.get().filter((change) => !over.includes(nameOf(change))));
}

async function tellUndone(
  parts: Parts,
  account: Account,
  { change, became, copy }: UndoneChange,
): Promise<void> {
  switch (await reportUndone(account, change.key, became, copy)) {
    case 'retry':
      underWay.delete(nameOf(change));
      await undoChanges(parts, account, [change]);
      return;
    case 'save-copy':
      await saveCopy(parts, copy);
      return;
    case 'show-log':
      parts.log.show();
      return;
    case 'undo':
    case undefined:
      return;
  }
}

/** Saves a kept photo as a file of the person's own. */
export async function saveCopy({ keptPhotos }: Parts, copy: KeptPhoto | undefined): Promise<void> {
  const bytes = copy === undefined ? undefined : await keptPhotos.read(copy);
  if (copy !== undefined && bytes !== undefined) {
    await savePhoto(bytes, copy.name ?? `${copy.key.module} ${copy.key.id}`);
  }
}

function nameOf(change: Change): string {
  return JSON.stringify(change);
}
