import * as vscode from 'vscode';
import { codeOf, isBusy } from '../storage/busyFile.ts';
import { plain } from './plain.ts';

/**
 * Deletes files, and says so where another program has kept one of them open all the time.
 *
 * @param what as in “Couldn’t delete the backup”
 * @returns whether all of them are gone
 */
export async function deleted(what: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isBusy(error) && codeOf(error) !== 'ENOTEMPTY') {
      throw error;
    }
    void vscode.window.showErrorMessage(
      `Couldn’t delete ${plain(what)}: another program may have a file open (${codeOf(error) ?? ''}). Close it, then try again.`,
    );
    return false;
  }
}
