import path from 'node:path';
import * as vscode from 'vscode';
import { PICTURE_ENDINGS } from '../../image/ending.ts';
import { withProgressIfSlow } from '../../ui/progress.ts';
import { MAX_TABLE_BYTES } from '../table/tableEndings.ts';
import { lookingForTables } from './words/pictures.ts';

/** Compressed: their text can't be searched without opening them. */
const PACKED = /\.xls[xm]$/i;
const OF_CELLS = /\.(?:csv|tsv|tab)$/i;
const ADDRESS = /https?:\/\/|(?<!:)\/\/[\w-]+\.[\w.-]+\//i;
/** For notes and settings, which contain URLs too, but rarely of pictures. */
const PICTURE_ADDRESS = new RegExp(
  `//[^\\s"',;|]+\\.(?:${PICTURE_ENDINGS.join('|')})(?![\\w.])`,
  'i',
);

/**
 * Whether one of the files may be a table with URLs of pictures. If no pictures were selected, that
 * is all there can be to upload.
 *
 * @returns undefined when the person cancels: a project or network share may have thousands of
 *   files
 */
export async function mentionPictureUrls(
  tables: readonly vscode.Uri[],
): Promise<boolean | undefined> {
  if (tables.some(({ path: file }) => PACKED.test(file))) {
    return true;
  }
  return withProgressIfSlow(lookingForTables(), async (signal) => {
    for (const uri of tables) {
      if (!signal.aborted && (await hasPictureUrl(uri))) {
        return true;
      }
    }
    return false;
  });
}

async function hasPictureUrl(uri: vscode.Uri): Promise<boolean> {
  const isTable = OF_CELLS.test(path.posix.basename(uri.path));
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    const bytes = size > MAX_TABLE_BYTES ? [] : await vscode.workspace.fs.readFile(uri);
    // URLs are ASCII, which all encodings share, except for the zeros of UTF-16.
    const raw = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
    // PHP's JSON escapes slashes.
    const text = raw.replaceAll('\\/', '/');
    return (isTable ? ADDRESS : PICTURE_ADDRESS).test(text);
  } catch {
    return false;
  }
}
