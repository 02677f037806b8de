import * as vscode from 'vscode';

/** Whether a file or folder exists. One that can't be reached counts as missing. */
export async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
