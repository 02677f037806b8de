import * as vscode from 'vscode';
import { whileBusy } from '../storage/busyFile.ts';
import { offer } from './offer.ts';
import { plain } from './plain.ts';
import { BUTTONS } from './words/buttons.ts';
import { couldntSave } from './words/download.ts';

/** VS Code has the system's code in its own message. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && /\bEBUSY\b/.test(error.message);
}

/**
 * Saves a file where the person chooses. VS Code's dialog asks before it overwrites one.
 *
 * @param bytesOf called once a place is chosen
 * @param saved called once the file is saved
 */
export async function saveFile(
  dialog: vscode.SaveDialogOptions,
  bytesOf: () => Uint8Array,
  saved: (target: vscode.Uri) => PromiseLike<unknown> | vscode.Disposable,
): Promise<void> {
  const target = await vscode.window.showSaveDialog(dialog);
  if (target === undefined) {
    return;
  }
  try {
    const bytes = bytesOf();
    await whileBusy(async () => vscode.workspace.fs.writeFile(target, bytes), undefined, isBusy);
    await saved(target);
  } catch (error) {
    const why = error instanceof Error ? plain(error.message) : undefined;
    void offer('error', couldntSave(plain(target.fsPath), why), {
      title: BUTTONS['save-as'],
      act: () => saveFile(dialog, bytesOf, saved),
    });
  }
}
