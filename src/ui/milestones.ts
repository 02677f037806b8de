import * as vscode from 'vscode';
import type { Memory } from '../storage/memory.ts';

/** What somebody has done at least once, in any window. The walkthrough and menus depend on it. */
export const MILESTONES = ['hasSignedIn', 'hasUploaded', 'hasMatched'] as const;

export type Milestone = (typeof MILESTONES)[number];

/** Remembers a milestone, and sets its context key in this window. */
export async function reach(memory: Memory, milestone: Milestone): Promise<void> {
  await vscode.commands.executeCommand('setContext', `zohoCrmPhotos.${milestone}`, true);
  // Each has a key of its own: windows that write a shared list overwrite each other's.
  if (memory.get(milestone) !== true) {
    await memory.update(milestone, true);
  }
}

export function reached(memory: Memory): Milestone[] {
  return MILESTONES.filter((milestone) => memory.get(milestone) === true);
}
