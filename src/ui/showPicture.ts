import * as vscode from 'vscode';
import type { Picture } from '../image/picture.ts';
import type { ShownPhotos } from './shownPhotos.ts';

/**
 * Previews a picture while the question about it keeps the focus. If the editor can't show it, the
 * upload continues.
 */
export async function showPicture(
  picture: Picture,
  shownPhotos: Pick<ShownPhotos, 'show'>,
): Promise<void> {
  const { name, place } = picture;
  const how = { preview: true, preserveFocus: true };
  const shown =
    place === undefined
      ? picture.read().then((bytes) => shownPhotos.show(bytes, name, how))
      : vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(place, true), how);
  await Promise.resolve(shown).catch(() => undefined);
}
