import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { endingOf } from '../image/ending.ts';
import { formatOf } from '../image/signature.ts';
import { withoutDevice } from '../storage/fileName.ts';
import { plain } from './plain.ts';
import { saveFile } from './saveFile.ts';
import { PICTURE, SAVE_PHOTO, savedFile } from './words/download.ts';

/** Saves a picture where the person chooses. */
export async function savePhoto(bytes: Uint8Array, name: string): Promise<void> {
  const ending = endingOf(formatOf(bytes));
  const folder =
    vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(path.resolve(homedir()));
  await saveFile(
    {
      defaultUri: vscode.Uri.joinPath(folder, `${photoFileName(name)}.${ending}`),
      filters: { [PICTURE]: [ending] },
      title: SAVE_PHOTO,
    },
    () => bytes,
    (target) =>
      vscode.window.setStatusBarMessage(savedFile(plain(path.posix.basename(target.path))), 5000),
  );
}

/** A file name from a record's name, which may contain characters that file names can't. */
export function photoFileName(name: string): string {
  const safe = name.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
  return safe === '' ? 'photo' : withoutDevice(safe.slice(0, 100).toWellFormed());
}
