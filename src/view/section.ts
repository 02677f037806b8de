import type * as vscode from 'vscode';
import type { BoundAccount } from '../auth/workspaceAccount.ts';
import type { ViewNode } from './viewNode.ts';

/**
 * A part of the view, in a folder of its own. It is made when the view is first shown, and asked
 * for its rows only while the view is visible.
 */
export interface Section {
  /**
   * Tells that a row and those below it have changed; undefined if other rows are at the top now.
   * A row is told by the object that was returned for it last.
   */
  readonly onDidChange: vscode.Event<ViewNode | undefined>;
  /** The rows at the top: none if there is nothing to show. */
  nodes(account: BoundAccount): Promise<readonly ViewNode[]>;
  /** Follows what other windows do, from when the view is shown until it is hidden. */
  follow?(): vscode.Disposable;
  /** Something was done here, or another window may have done something. Nobody may see the view. */
  refresh?(): void;
  dispose(): void;
}
