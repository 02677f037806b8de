import type * as vscode from 'vscode';
import type { RunState } from '../run/runState.ts';

/** A run to follow on its page. */
export interface FollowedRun {
  readonly id: string;
  /** Where the dialog that saves a report starts. */
  readonly folder: vscode.Uri | undefined;
  /** If it was just read: then it's followed without a wait. */
  readonly state?: RunState;
}

/** What a run's page starts with. The person has agreed to an undo. */
export type Beginning = 'undo' | 'upload' | 'watch';
