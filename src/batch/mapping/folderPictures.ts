import path from 'node:path';
import * as vscode from 'vscode';
import { hasPictureEnding } from '../../image/ending.ts';
import { isSidecar, isJunk, isSystemFile, nameInCloud } from './junk.ts';
import { TABLE_ENDINGS } from '../table/tableEndings.ts';
import { abortable } from '../../async/abortable.ts';

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
  /** In its place is what iCloud leaves of a file that is not on this machine. */
  readonly isPlaceholder?: true;
}

/** What is in chosen folders and files, by kind. */
export interface FolderContent {
  /** As a person would count them: `photo 2` before `photo 10`. */
  readonly pictures: readonly FoundPicture[];
  /** Files that may say which picture is for which record. */
  readonly tables: readonly vscode.Uri[];
  /** How many hidden or system files and folders were left out. */
  readonly junk: number;
}

/** Folders on a network share answer slowly: so many are read at once. */
const FOLDERS_AT_ONCE = 16;

interface Folder {
  readonly uri: vscode.Uri;
  /** What stands before the names of its files. */
  readonly prefix: string;
  /** The folder that their paths begin in. */
  readonly root: string | undefined;
}

/**
 * Finds the pictures in folders, with all that lies within, and the chosen files. What is hidden or
 * the system's is left out, and links to folders, which may lead round in a circle.
 *
 * @param onFound told now and then how many pictures there are
 * @throws the signal's reason, when it is aborted; what VS Code says of a chosen folder
 */
export async function picturesIn(
  chosen: readonly vscode.Uri[],
  onFound: (count: number) => void,
  signal: AbortSignal,
): Promise<FolderContent> {
  const pictures = new Map<string, FoundPicture>();
  const tables: vscode.Uri[] = [];
  const waiting: Folder[] = [];
  let junk = 0;
  const add = (uri: vscode.Uri, name: string, folder: string | undefined): void => {
    if (hasPictureEnding(name)) {
      pictures.set(uri.toString(), { uri, path: name, folder });
    } else if (TABLE_ENDINGS.includes(path.posix.extname(name).slice(1).toLowerCase())) {
      tables.push(uri);
    }
  };
  const addPlaceholder = (uri: vscode.Uri, name: string, folder: string | undefined): void => {
    pictures.set(uri.toString(), { uri, path: name, folder, isPlaceholder: true });
  };
  const look = async ({ uri: folder, prefix, root }: Folder): Promise<void> => {
    for (const [name, type] of await vscode.workspace.fs.readDirectory(folder)) {
      const uri = vscode.Uri.joinPath(folder, name);
      const isFile = (type & vscode.FileType.File) !== 0;
      const inCloud = isFile ? nameInCloud(name) : undefined;
      if (inCloud !== undefined && hasPictureEnding(inCloud)) {
        addPlaceholder(uri, prefix + inCloud, root);
      } else if (isJunk(name)) {
        junk += 1;
      } else if (type === vscode.FileType.Directory) {
        waiting.push({ uri, prefix: `${prefix}${name}/`, root });
      } else if (isFile) {
        add(uri, prefix + name, root);
      }
    }
    onFound(pictures.size);
  };
  const outermost = outermostOf(chosen);
  for (const uri of outermost) {
    const name = path.posix.basename(uri.path);
    const { type } = await abortable(Promise.resolve(vscode.workspace.fs.stat(uri)), signal);
    const around = chosenFolderName(vscode.Uri.joinPath(uri, '..'));
    const inCloud = nameInCloud(name);
    // Chosen by itself, it is meant; of a whole selection nobody means this.
    if (isSidecar(name) || (outermost.length > 1 && isSystemFile(name))) {
      junk += 1;
    } else if ((type & vscode.FileType.Directory) !== 0) {
      const folder =
        outermost.length === 1
          ? { uri, prefix: '', root: chosenFolderName(uri) }
          : { uri, prefix: `${name}/`, root: around };
      await abortable(look(folder), signal);
    } else if (inCloud !== undefined && hasPictureEnding(inCloud)) {
      addPlaceholder(uri, inCloud, around);
    } else {
      add(uri, name, around);
    }
  }
  const running = new Set<Promise<void>>();
  while (waiting.length + running.size > 0) {
    for (const folder of waiting.splice(0, FOLDERS_AT_ONCE - running.size)) {
      // What cannot be looked into holds nothing that could be read.
      const looking = look(folder)
        .catch(() => undefined)
        .finally(() => running.delete(looking));
      running.add(looking);
    }
    await abortable(Promise.race(running), signal);
  }
  const order = new Intl.Collator(undefined, { numeric: true });
  return {
    pictures: [...pictures.values()].sort((a, b) => order.compare(a.path, b.path)),
    tables: tables.sort((a, b) => order.compare(a.path, b.path)),
    junk,
  };
}

/** Somebody who selects a folder and some of what it shows means the folder. */
function outermostOf(chosen: readonly vscode.Uri[]): vscode.Uri[] {
  const byAddress = new Map(chosen.map((uri) => [uri.toString().replace(/\/$/, ''), uri]));
  const isInside = (address: string): boolean => {
    const end = address.lastIndexOf('/');
    const around = address.slice(0, Math.max(end, 0));
    return end > 0 && (byAddress.has(around) || isInside(around));
  };
  return [...byAddress].flatMap(([address, uri]) => (isInside(address) ? [] : [uri]));
}

/** What a folder is called; undefined for a drive or a file system's root. */
export function chosenFolderName(folder: vscode.Uri): string | undefined {
  const name = path.posix.basename(folder.path);
  // A drive is `c:` there.
  return name === '' || /^[a-z]:$/i.test(name) ? undefined : name;
}
