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
  const uri = parsed(text);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (uri?.scheme === 'file' && /^[\\/]{2}/.test(uri.fsPath)) {
    return folders.some((folder) => isOn(folder.uri, uri.authority)) ? uri : undefined;
  }
  // What VS Code's own pages name as remote is a file here if this runs on the remote machine.
  return uri?.scheme === 'vscode-remote' && folders.some((folder) => folder.uri.scheme === 'file')
    ? uri.with({ scheme: 'file', authority: '' })
    : uri;
}

function parsed(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}

function isOn({ scheme, authority }: vscode.Uri, server: string): boolean {
  return scheme === 'file' && server !== '' && authority.toLowerCase() === server.toLowerCase();
}
