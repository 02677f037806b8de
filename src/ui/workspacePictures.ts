import * as vscode from 'vscode';
import { PICTURE_ENDINGS } from '../image/ending.ts';

/** A large workspace may take long to search completely. */
const PATIENCE_MS = 3000;

/** Pictures of the workspace by their endings, in any case. */
export const PICTURE_FILES = `**/*.{${PICTURE_ENDINGS.map(anyCase).join(',')}}`;

const PACKAGES = 'node_modules';

/** Whether a picture is found in the workspace soon. Pictures of packages don’t count. */
export async function findPicture(): Promise<boolean> {
  const search = new vscode.CancellationTokenSource();
  const timer = setTimeout(() => {
    search.cancel();
  }, PATIENCE_MS);
  try {
    const excluded = `**/${PACKAGES}/**`;
    return (await vscode.workspace.findFiles(PICTURE_FILES, excluded, 1, search.token)).length > 0;
  } finally {
    clearTimeout(timer);
    search.dispose();
  }
}

/** Calls the listener for each new picture in the workspace. */
export function onNewPicture(listener: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(PICTURE_FILES, false, true, true);
  watcher.onDidCreate(({ path }) => {
    if (!path.includes(`/${PACKAGES}/`)) {
      listener();
    }
  });
  return watcher;
}

function anyCase(ending: string): string {
  return ending.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
