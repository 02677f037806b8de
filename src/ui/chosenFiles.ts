import * as vscode from 'vscode';
import { hasPictureEnding, PICTURE_ENDINGS } from '../image/ending.ts';
import { activeFile } from './tabs.ts';
import { CHOOSE_PICTURES, PICTURES, UPLOAD_TITLE } from './words/upload.ts';

/**
 * The files that a person means: those of the menu, else the picture in the active editor, else
 * those of an open dialog.
 *
 * @returns undefined when the dialog is canceled
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

/** What a menu is about: a click beside the selection means what was clicked alone. */
export function selectedFiles(
  clicked: vscode.Uri,
  selected: readonly vscode.Uri[] | undefined,
): readonly vscode.Uri[] {
  const among = selected?.some((uri) => uri.toString() === clicked.toString()) === true;
  return among ? selected : [clicked];
}

/** The picture in the active editor: a preview is a custom editor, which is no text document. */
function activePicture(): vscode.Uri | undefined {
  const uri = activeFile();
  return uri !== undefined && hasPictureEnding(uri.path) ? uri : undefined;
}
