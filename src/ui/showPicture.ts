import * as vscode from 'vscode';
import type { Picture } from '../image/picture.ts';

/**
 * Shows a picture beside the question that is about it, without taking the keyboard from that. An
 * editor that cannot show it costs no upload.
 */
export async function showPicture({ place }: Picture): Promise<void> {
  if (place !== undefined) {
    const shown = { preview: true, preserveFocus: true };
    await Promise.resolve(
      vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(place, true), shown),
    ).catch(() => undefined);
  }
}
