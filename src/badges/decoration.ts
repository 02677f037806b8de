import * as vscode from 'vscode';
import type { FileStamp } from '../image/picture.ts';
import { hasEndingOf } from '../image/ending.ts';
import type { KnownFile } from './knownFiles.ts';
import * as words from './words.ts';

/**
 * What an uploaded picture is now, judging by size and time alone: no picture is read for its badge.
 * A switch of branches writes files again as they were, so a new time alone doesn't make it changed;
 * another size does. Where pixels aren't compressed, the size tells nothing.
 */
export function decorationOf(
  known: KnownFile,
  now: FileStamp,
  path: string,
): vscode.FileDecoration {
  const { upload } = known;
  if (now.size !== upload.size) {
    return changed(words.changedSinceUpload(known));
  }
  if (now.modified === upload.modified) {
    return decoration(words.UPLOADED_BADGE, words.uploaded(known));
  }
  return hasEndingOf(path, 'BMP') || hasEndingOf(path, 'TIFF')
    ? changed(words.mayHaveChanged(known))
    : decoration(words.UPLOADED_BADGE, words.savedAgain(known));
}

function changed(tooltip: string): vscode.FileDecoration {
  const color = new vscode.ThemeColor('zohoCrmPhotos.changedPictureForeground');
  return decoration(words.CHANGED_BADGE, tooltip, color);
}

function decoration(
  badge: string,
  tooltip: string,
  color?: vscode.ThemeColor,
): vscode.FileDecoration {
  const made = new vscode.FileDecoration(badge, tooltip, color);
  made.propagate = false;
  return made;
}
