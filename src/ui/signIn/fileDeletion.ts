import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { DELETE_FILE, fileChanged, fileNotDeleted, holdsSecret } from '../words/selfClientFile.ts';

/** After a sign-in with a `self_client.json`: its code is used, but the client's secret is valid. */
export async function offerDeletion(file: string): Promise<void> {
  const name = path.basename(file);
  const offered = await stateOf(file);
  if (offered === undefined) {
    return;
  }
  const message = holdsSecret(name, await isInRepository(file));
  if ((await vscode.window.showWarningMessage(message, DELETE_FILE)) !== DELETE_FILE) {
    return;
  }
  // The notification may stay open for hours, and the next download may have the same name.
  const current = await stateOf(file);
  if (current !== offered) {
    if (current !== undefined) {
      await vscode.window.showWarningMessage(fileChanged(name));
    }
    return;
  }
  const uri = vscode.Uri.file(file);
  try {
    await vscode.workspace.fs
      .delete(uri, { useTrash: true })
      // Some remote machines have no trash.
      .then(undefined, () => vscode.workspace.fs.delete(uri));
  } catch {
    await vscode.window.showErrorMessage(fileNotDeleted(name));
  }
}

/** Whether the file is in a working copy of Git, where it can be committed with everything else. */
async function isInRepository(file: string): Promise<boolean> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (await exists(path.join(folder, '.git'))) {
      return true;
    }
    if (folder === path.dirname(folder)) {
      return false;
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stateOf(file)) !== undefined;
}

/** What changes when a file becomes another one; undefined if there is none. */
function stateOf(file: string): Promise<string | undefined> {
  return stat(file).then(
    ({ ino, mtimeMs, size }) => [ino, mtimeMs, size].join(' '),
    () => undefined,
  );
}
