import * as vscode from 'vscode';

/**
 * The files that a command is called with: the clicked one, and all that are selected. Explorer and
 * editors hand over both; Source Control one thing after the other, each with its file; key bindings
 * and the palette nothing.
 */
export function fileArguments(
  given: readonly unknown[],
): [clicked: vscode.Uri | undefined, selected: vscode.Uri[] | undefined] {
  const [first, second] = given;
  if (first instanceof vscode.Uri) {
    return [first, Array.isArray(second) ? second.filter(isUri) : undefined];
  }
  const files = given.map(fileOf).filter(isUri);
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
