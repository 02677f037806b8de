import * as vscode from 'vscode';

/**
 * The file that was dropped on a page of the editor. A drop may come from any program and name any
 * file, so none on a network server is read unless the workspace is there, too: Windows would sign
 * in to that server, with a hash of the person's password.
 *
 * @param text of a URI, as the page found it
 * @returns undefined if it may not be read
 */
export function fileOfPage(text: string): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const uri = parsed(text, folders);
  const isOnServer = uri?.scheme === 'file' && /^[\\/]{2}/.test(uri.fsPath);
  return isOnServer && !folders.some((folder) => isOn(folder.uri, uri.authority)) ? undefined : uri;
}

/** What VS Code's own pages name as remote is a file here if this runs on the remote machine. */
function parsed(text: string, folders: readonly vscode.WorkspaceFolder[]): vscode.Uri | undefined {
  try {
    const uri = vscode.Uri.parse(text, true);
    return uri.scheme === 'vscode-remote' && folders.some((folder) => folder.uri.scheme === 'file')
      ? uri.with({ scheme: 'file', authority: '' })
      : uri;
  } catch {
    return undefined;
  }
}

function isOn({ scheme, authority }: vscode.Uri, server: string): boolean {
  return scheme === 'file' && server !== '' && authority.toLowerCase() === server.toLowerCase();
}
