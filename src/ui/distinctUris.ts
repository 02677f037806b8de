import type * as vscode from 'vscode';

/** Each URI once, in the order of first occurrence. */
export function distinctUris(uris: readonly vscode.Uri[]): vscode.Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}
