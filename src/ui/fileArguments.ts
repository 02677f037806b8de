import * as vscode from 'vscode';
import { distinctUris } from './distinctUris.ts';

/**
 * The files in a command's arguments: the clicked one, and all selected ones. The Explorer and editors
 * pass both. Source Control passes one resource state after another. Key bindings and the Command
 * Palette pass nothing.
 */
export function fileArguments(
  args: readonly unknown[],
): [clicked: vscode.Uri | undefined, selected: vscode.Uri[] | undefined] {
  const [first, second] = args;
  if (first instanceof vscode.Uri) {
    return [first, Array.isArray(second) ? second.filter(isUri) : undefined];
  }
  // A folder may have deleted files: only the others count.
  const present = args.filter((state) => !isDeleted(state));
  const relevant = (present.length === 0 ? args : present).map(fileOf).filter(isUri);
  // A partly staged file is listed twice.
  const files = distinctUris(relevant);
  return [files[0], files.length === 0 ? undefined : files];
}

function isUri(value: unknown): value is vscode.Uri {
  return value instanceof vscode.Uri;
}

function fileOf(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'resourceUri' in state
    ? state.resourceUri
    : undefined;
}

/** Git strikes through deleted files. */
function isDeleted(state: unknown): boolean {
  const { decorations } = (state ?? {}) as Partial<vscode.SourceControlResourceState>;
  return decorations?.strikeThrough === true;
}
