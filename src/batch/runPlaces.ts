import * as vscode from 'vscode';
import { distinctUris } from '../ui/distinctUris.ts';
import type { RunState } from './run/runState.ts';

/** Whether its pictures are in a folder of this workspace. */
export function isOfWorkspace({ items }: RunState): boolean {
  const place = items[0]?.place;
  return (
    place !== undefined &&
    vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(place, true)) !== undefined
  );
}

/** The folders that hold its pictures. */
export function foldersOf({ items }: RunState): vscode.Uri[] {
  const folders = items.map(({ place }) =>
    vscode.Uri.joinPath(vscode.Uri.parse(place, true), '..'),
  );
  return distinctUris(folders);
}
