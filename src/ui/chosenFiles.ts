import * as vscode from 'vscode';
import { hasPictureEnding, PICTURE_ENDINGS } from '../image/ending.ts';
import { activeFile } from './tabs.ts';
import { CHOOSE_PICTURES, PICTURES, UPLOAD_TITLE } from './words/upload.ts';

/**
 * The files to upload: those of the menu, or the picture in the active editor, or those chosen in a
 * dialog.
 *
 * @returns undefined if the dialog is canceled
 */
export async function chosenFiles(
  clicked: vscode.Uri | undefined,
  selected: readonly vscode.Uri[] | undefined,
): Promise<readonly vscode.Uri[] | undefined> {
  if (clicked !== undefined) {
    return selectedFiles(clicked, selected);
  }
  const active = activePicture();
  if (active !== undefined) {
    return [active];
  }
  return vscode.window.showOpenDialog({
    title: UPLOAD_TITLE,
    openLabel: CHOOSE_PICTURES,
    canSelectMany: true,
    filters: { [PICTURES]: [...PICTURE_ENDINGS] },
  });
}

/** The files of a context menu. A click outside the selection means only the clicked file. */
export function selectedFiles(
  clicked: vscode.Uri,
  selected: readonly vscode.Uri[] | undefined,
): readonly vscode.Uri[] {
  const among = selected?.some((uri) => uri.toString() === clicked.toString()) === true;
  return among ? selected : [clicked];
}

/** The picture in the active editor. Its preview is a custom editor, not a text document. */
export function activePicture(): vscode.Uri | undefined {
  const uri = activeFile();
  return uri !== undefined && hasPictureEnding(uri.path) ? uri : undefined;
}
