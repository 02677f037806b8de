import * as vscode from 'vscode';
import { counted } from '../../ui/words/numbers.ts';

/**
 * Asks whether pictures that are only in the cloud are to be downloaded.
 *
 * @param sizes bytes of each
 * @returns undefined where the person cancels
 */
export async function askDownload(
  sizes: readonly number[],
): Promise<'download' | 'skip' | undefined> {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const megabytes = Math.max(1, Math.round(bytes / 1e6)).toLocaleString('en');
  // Some drives say of every file that it takes no room.
  const seem = sizes.length === 1 ? 'seems' : 'seem';
  const download = 'Download';
  const skip = 'Skip';
  const answer = await vscode.window.showInformationMessage(
    `${counted(sizes.length, 'picture')} (${megabytes} MB) ${seem} to be only in the cloud. Download and look at ${sizes.length === 1 ? 'it' : 'them'}?`,
    { modal: true, detail: 'Skipped pictures are listed in the review, and are not uploaded.' },
    download,
    skip,
  );
  return answer === download ? 'download' : answer === skip ? 'skip' : undefined;
}
