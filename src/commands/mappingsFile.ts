import * as vscode from 'vscode';
import type { Memory } from '../storage/memory.ts';

/** Where a workspace folder has the mappings that a team shares. */
export const MAPPINGS_FILE = 'zoho-crm-photos.json';

/** In a workspace's memory: once. In everybody's: never again, anywhere. */
const OFFERED = 'compareOffered';

/** Whether a workspace folder has such a file. Nothing of it is read. */
export async function hasMappingsFile(): Promise<boolean> {
  const { fs, workspaceFolders = [] } = vscode.workspace;
  const found = await Promise.allSettled(
    workspaceFolders.map(async ({ uri }) => fs.stat(vscode.Uri.joinPath(uri, MAPPINGS_FILE))),
  );
  return found.some(({ status }) => status === 'fulfilled');
}

/** Whether the comparison was already offered in a workspace, or is never to be. */
export function isCompareOffered(...memories: readonly Memory[]): boolean {
  return memories.some((memory) => memory.get(OFFERED) === true);
}

export async function compareIsOffered(memory: Memory): Promise<void> {
  if (!isCompareOffered(memory)) {
    await memory.update(OFFERED, true);
  }
}
