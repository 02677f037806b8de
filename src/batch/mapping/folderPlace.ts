import * as vscode from 'vscode';
import { workspaceFile } from '../../upload/workspaceFile.ts';

/** Where a path of a workspace folder leads. */
export type FolderPlace =
  | { readonly kind: 'inside'; readonly uri: vscode.Uri }
  /** Out of the folder, by a link. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'missing' };

/**
 * The place of a relative path, with its links followed: what a file of the workspace names is read
 * only in the workspace folder.
 *
 * @param path `/`-separated, without `..`; '' for the folder itself
 */
export async function placeInFolder(folder: vscode.Uri, path: string): Promise<FolderPlace> {
  const uri = vscode.Uri.joinPath(folder, path);
  if (path === '') {
    return { kind: 'inside', uri };
  }
  if (folder.scheme === 'file') {
    const { kind } = await workspaceFile([folder.fsPath], path);
    return kind === 'inside' ? { kind, uri } : { kind };
  }
  // Other file systems don't tell where a link leads, so none may be on the way.
  const parts = path.split('/');
  for (const n of parts.keys()) {
    const part = vscode.Uri.joinPath(folder, ...parts.slice(0, n + 1));
    const type = await typeOf(part);
    if (type === undefined || (type & vscode.FileType.SymbolicLink) !== 0) {
      return { kind: type === undefined ? 'missing' : 'outside' };
    }
  }
  return { kind: 'inside', uri };
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
