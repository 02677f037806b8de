import path from 'node:path';
import * as vscode from 'vscode';
import { PICTURE_ENDINGS } from '../../image/ending.ts';
import { withProgressIfSlow } from '../../ui/progress.ts';
import { MOST_TABLE_BYTES } from '../table/tableEndings.ts';
import { lookingForTables } from './words/pictures.ts';

/** Of these the text is packed: what is in them shows once they are read. */
const PACKED = /\.xls[xm]$/i;
const OF_CELLS = /\.(?:csv|tsv|tab)$/i;
const ADDRESS = /https?:\/\/|(?<!:)\/\/[\w-]+\.[\w.-]+\//i;
/** Notes and settings have addresses as well, but seldom of pictures. */
const PICTURE_ADDRESS = new RegExp(
  `//[^\\s"',;|]+\\.(?:${PICTURE_ENDINGS.join('|')})(?![\\w.])`,
  'i',
);

/**
 * Whether one of the files may be a table that names pictures of the web: where no picture was
 * chosen, that is all there can be to upload.
 *
 * @returns undefined when the person cancels: there may be thousands, of a project or on a share
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
    const bytes = size > MOST_TABLE_BYTES ? [] : await vscode.workspace.fs.readFile(uri);
    // An address is written alike in every encoding, but for UTF-16's zeros.
    const raw = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
    // PHP's JSON has a backslash before each of an address's.
    const text = raw.replaceAll('\\/', '/');
    return (isTable ? ADDRESS : PICTURE_ADDRESS).test(text);
  } catch {
    return false;
  }
}
