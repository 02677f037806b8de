import path from 'node:path';
import * as vscode from 'vscode';
import { TABLE_ENDINGS } from '../upload/table/tableEndings.ts';
import { EXTENSIONS } from './pictures.ts';

/** A picture that was found, and what it is called in the folder that was chosen. */
export interface FoundPicture {
  readonly uri: vscode.Uri;
  /** `/`-separated, from the chosen folder on. */
  readonly path: string;
  /**
   * The folder that `path` begins in: the chosen one, or, where several things were chosen, the one
   * that they lie in. Undefined at the root of a drive.
   */
  readonly folder: string | undefined;
}

/** What is in chosen folders and files, by kind. */
export interface Found {
  /** As a person would count them: `photo 2` before `photo 10`. */
  readonly pictures: readonly FoundPicture[];
  /** Files that may say which picture is for which record. */
  readonly tables: readonly vscode.Uri[];
}

/**
 * What macOS puts beside each file on a drive or in an archive of another system: `._a.jpg` is no
 * picture, but what macOS knows of `a.jpg`.
 */
function isOfMacOs(name: string): boolean {
  return name.startsWith('._') || name === '__MACOSX';
}

/**
 * Finds the pictures in folders, with all that lies within, and the chosen files. Hidden folders
 * (`.git`) are left out, links to folders, which may lead round in a circle, and what macOS leaves.
 *
 * @param onFound told now and then how many pictures there are
 * @throws the signal's reason, when it is aborted; what VS Code says of a chosen folder
 */
export async function picturesIn(
  chosen: readonly vscode.Uri[],
  onFound: (count: number) => void,
  signal: AbortSignal,
): Promise<Found> {
  const pictures = new Map<string, FoundPicture>();
  const tables: vscode.Uri[] = [];
  const add = (uri: vscode.Uri, name: string, folder: string | undefined): void => {
    const extension = path.posix.extname(uri.path).slice(1).toLowerCase();
    if (EXTENSIONS.includes(extension)) {
      pictures.set(uri.toString(), { uri, path: name, folder });
    } else if (TABLE_ENDINGS.includes(extension)) {
      tables.push(uri);
    }
  };
  const walk = async (
    folder: vscode.Uri,
    prefix: string,
    outside: string | undefined,
  ): Promise<void> => {
    for (const [name, type] of await vscode.workspace.fs.readDirectory(folder)) {
      signal.throwIfAborted();
      if (isOfMacOs(name)) {
        continue;
      }
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.Directory) {
        if (!name.startsWith('.')) {
          // What cannot be looked into holds nothing that could be read.
          await walk(uri, `${prefix}${name}/`, outside).catch(unlessAborted(signal));
        }
      } else if ((type & vscode.FileType.File) !== 0) {
        add(uri, prefix + name, outside);
      }
    }
    onFound(pictures.size);
  };
  for (const uri of chosen) {
    const name = path.posix.basename(uri.path);
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      add(uri, name, nameOf(vscode.Uri.joinPath(uri, '..')));
    } else if (chosen.length === 1) {
      await walk(uri, '', nameOf(uri));
    } else {
      await walk(uri, `${name}/`, nameOf(vscode.Uri.joinPath(uri, '..')));
    }
  }
  const order = new Intl.Collator(undefined, { numeric: true });
  return {
    pictures: [...pictures.values()].sort((a, b) => order.compare(a.path, b.path)),
    tables,
  };
}

function nameOf(folder: vscode.Uri): string | undefined {
  const name = path.posix.basename(folder.path);
  return name === '' ? undefined : name;
}

function unlessAborted(signal: AbortSignal): () => void {
  return () => {
    signal.throwIfAborted();
  };
}
