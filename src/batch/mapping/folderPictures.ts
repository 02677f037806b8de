import path from 'node:path';
import * as vscode from 'vscode';
import { hasPictureEnding } from '../../image/ending.ts';
import { placeInFolder } from './folderPlace.ts';
import { isSidecar, isJunk, isSystemFile, nameInCloud } from './junk.ts';
import { TABLE_ENDINGS } from '../table/tableEndings.ts';
import { abortable } from '../../async/abortable.ts';

/** A picture that was found, and its path in the selected folder. */
export interface FoundPicture {
  readonly uri: vscode.Uri;
  /** `/`-separated, relative to the selected folder. */
  readonly path: string;
  /**
   * Name of the folder that `path` is relative to: the selected one or, if several files or folders
   * were selected, their parent. Undefined for the root of a drive.
   */
  readonly folder: string | undefined;
  /** Only iCloud's placeholder for the file is on this machine. */
  readonly isPlaceholder?: true;
}

/** What the selected folders and files contain. */
interface FolderContent {
  /** In natural order: `photo 2` before `photo 10`. */
  readonly pictures: readonly FoundPicture[];
  /** Files that may map pictures to records. */
  readonly tables: readonly vscode.Uri[];
  /** Number of hidden or system files and folders that were skipped. */
  readonly junk: number;
  /** Number of files that were skipped because they are links out of the workspace folder. */
  readonly outside: number;
}

/** Enough to hide the latency of a network share. */
const FOLDERS_AT_ONCE = 16;

interface Folder {
  readonly uri: vscode.Uri;
  /** Its path, to put before the names of its files. */
  readonly prefix: string;
  /** Name of the folder that their paths are relative to. */
  readonly root: string | undefined;
}

/**
 * Finds the pictures among the selected files and in the selected folders, at any depth. Skips
 * hidden and system files, and links to folders, since they may form a cycle.
 *
 * @param onFound called repeatedly with the number of pictures so far
 * @param within the workspace folder that links may not leave; undefined if they may lead anywhere
 * @throws the signal's reason when aborted; VS Code's error for a selected folder
 */
export async function picturesIn(
  chosen: readonly vscode.Uri[],
  onFound: (count: number) => void,
  signal: AbortSignal,
  within?: vscode.Uri,
): Promise<FolderContent> {
  const pictures = new Map<string, FoundPicture>();
  const tables: vscode.Uri[] = [];
  const waiting: Folder[] = [];
  let junk = 0;
  let outside = 0;
  const leadsOut = async (uri: vscode.Uri, type: vscode.FileType): Promise<boolean> =>
    within !== undefined &&
    (type & vscode.FileType.SymbolicLink) !== 0 &&
    (await placeInFolder(within, path.posix.relative(within.path, uri.path))).kind !== 'inside';
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
      } else if (isFile && (await leadsOut(uri, type))) {
        outside += 1;
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
    // A system file selected on its own is meant; one among many is selected by accident.
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
      // A subfolder that can't be read has no pictures that could be.
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
    outside,
  };
}

/** Without what lies in a selected folder: it comes with the folder. */
function outermostOf(chosen: readonly vscode.Uri[]): vscode.Uri[] {
  const byAddress = new Map(chosen.map((uri) => [uri.toString().replace(/\/$/, ''), uri]));
  const isInside = (address: string): boolean => {
    const end = address.lastIndexOf('/');
    const around = address.slice(0, Math.max(end, 0));
    return end > 0 && (byAddress.has(around) || isInside(around));
  };
  return [...byAddress].flatMap(([address, uri]) => (isInside(address) ? [] : [uri]));
}

/** The name of a folder; undefined for a drive or the root of a file system. */
export function chosenFolderName(folder: vscode.Uri): string | undefined {
  const name = path.posix.basename(folder.path);
  // The name of a Windows drive is `c:`.
  return name === '' || /^[a-z]:$/i.test(name) ? undefined : name;
}
