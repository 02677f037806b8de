import * as vscode from 'vscode';
import type { Surroundings } from '../auth/flows/flow.ts';

/** Where the extension runs, as seen from the person's browser. */
export function extensionHostOf(
  extension: vscode.Extension<unknown>,
): Surroundings['extensionHost'] {
  if (vscode.env.uiKind === vscode.UIKind.Web) {
    return 'browser-hosted';
  }
  const own =
    vscode.env.remoteName === undefined || extension.extensionKind === vscode.ExtensionKind.UI;
  return own ? 'desktop' : 'remote';
}
