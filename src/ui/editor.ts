import * as vscode from 'vscode';

type Api = typeof vscode;

/**
 * VS Code's API, with everything that was added after 1.60 optional: an editor made from VS Code may
 * lack it.
 */
export const editor: Partial<Omit<Api, 'window'>> & {
  readonly window: Partial<Api['window']>;
} = vscode;
