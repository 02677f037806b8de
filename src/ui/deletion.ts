import * as vscode from 'vscode';
import { codeOf, isBusy } from '../storage/busyFile.ts';

/**
 * Deletes files, and shows an error if another program keeps one of them open.
 *
 * @param couldnt the error's text, for the system's code
 * @returns whether all of them are deleted
 */
export async function tryDelete(
  couldnt: (code: string) => string,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isBusy(error) && codeOf(error) !== 'ENOTEMPTY') {
      throw error;
    }
    void vscode.window.showErrorMessage(couldnt(codeOf(error) ?? ''));
    return false;
  }
}
