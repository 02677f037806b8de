import * as vscode from 'vscode';
import { cloudQuestion } from './words/pictures.ts';

/**
 * Asks whether to download pictures that are only in the cloud.
 *
 * @param sizes in bytes
 * @returns undefined when the person cancels
 */
export async function askDownload(
  sizes: readonly number[],
): Promise<'download' | 'skip' | undefined> {
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const megabytes = Math.max(1, Math.round(bytes / 1e6));
  const { message, detail, download, skip } = cloudQuestion(sizes.length, megabytes);
  const options = { modal: true, detail };
  const answer = await vscode.window.showInformationMessage(message, options, download, skip);
  return answer === download ? 'download' : answer === skip ? 'skip' : undefined;
}
