import * as vscode from 'vscode';
import { codeOf, isBusy } from '../storage/busyFile.ts';
import { fileMayBeOpen } from './words/backups.ts';

/**
 * Deletes files, and says so where another program has kept one of them open all the time.
 *
 * @param couldnt says so where it is not: `Couldn’t delete the backup.`
 * @returns whether all of them are gone
 */
export async function deleted(couldnt: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isBusy(error) && codeOf(error) !== 'ENOTEMPTY') {
      throw error;
    }
    void vscode.window.showErrorMessage(`${couldnt} ${fileMayBeOpen(codeOf(error) ?? '')}`);
    return false;
  }
}
