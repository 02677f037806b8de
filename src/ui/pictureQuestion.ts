import * as vscode from 'vscode';
import { PICTURE_ENDINGS } from '../image/ending.ts';
import { activePicture } from './chosenFiles.ts';
import { plain } from './plain.ts';
import { pick } from './step.ts';
import { PICTURES } from './words/upload.ts';
import * as words from './words/uploadLink.ts';

/**
 * Asks for the picture of a record: the one in the active editor, or one chosen in a dialog.
 *
 * @param title names the record and its organization
 * @returns undefined if the person cancels
 */
export async function askPicture(title: string): Promise<vscode.Uri | undefined> {
  const active = activePicture();
  const items = [
    ...(active === undefined
      ? []
      : [{ label: nameOf(active), description: words.ACTIVE_PICTURE, picture: active }]),
    { label: words.CHOOSE_PICTURE, picture: undefined },
  ];
  const question = { title, step: 1, steps: 1, placeholder: words.WHICH_PICTURE, items };
  const answer = await pick<(typeof items)[number]>(question);
  if (answer === undefined || answer === 'back') {
    return undefined;
  }
  return answer.value.picture ?? (await chosen(title));
}

async function chosen(title: string): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title,
    openLabel: words.CHOOSE_PICTURE_BUTTON,
    filters: { [PICTURES]: [...PICTURE_ENDINGS] },
  });
  return files?.[0];
}

function nameOf({ path }: vscode.Uri): string {
  return plain(path.slice(path.lastIndexOf('/') + 1), 60);
}
