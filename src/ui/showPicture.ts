import * as vscode from 'vscode';
import type { Picture } from '../image/picture.ts';

/**
 * Previews a picture while the question about it keeps the focus. If the editor can't show it, the
 * upload continues.
 */
export async function showPicture({ place }: Picture): Promise<void> {
  if (place !== undefined) {
    const shown = { preview: true, preserveFocus: true };
    await Promise.resolve(
      vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(place, true), shown),
    ).catch(() => undefined);
  }
}
