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
  // Of a folder with deleted files the others are meant.
  const present = given.filter((state) => !isDeleted(state));
  const meant = (present.length === 0 ? given : present).map(fileOf).filter(isUri);
  // A file of which a part is staged is listed twice.
  const files = [...new Map(meant.map((uri) => [uri.toString(), uri])).values()];
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

/** Git has its deleted files struck through. */
function isDeleted(state: unknown): boolean {
  const { decorations } = (state ?? {}) as Partial<vscode.SourceControlResourceState>;
  return decorations?.strikeThrough === true;
}
