import * as vscode from 'vscode';

type Api = typeof vscode;

/**
 * The API of whatever editor this is. What VS Code got after 1.60 may be missing in one that was
 * made from it, and is taken from here, where the types say so.
 */
export const editor: Partial<Omit<Api, 'window'>> & {
  readonly window: Partial<Api['window']>;
} = vscode;
