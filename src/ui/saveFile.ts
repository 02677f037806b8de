import * as vscode from 'vscode';
import { whileBusy } from '../storage/busyFile.ts';
import { plain } from './plain.ts';
import { couldntSave } from './words/download.ts';

/** VS Code hands on what the system said as a part of its own sentence. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && /\bEBUSY\b/.test(error.message);
}

/**
 * Saves a file where the person says; VS Code's dialog asks before it writes over one.
 *
 * @param bytesOf made once there is a place for them
 * @param saved what is done with the file then
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
    void vscode.window.showErrorMessage(couldntSave(plain(target.fsPath), why));
  }
}
