import type * as vscode from 'vscode';
import type { ViewNode } from './viewNode.ts';

/** What VS Code tells of the view, and what it is told. */
export interface ViewHost {
  readonly view: vscode.TreeView<ViewNode>;
  /** Gets a row that has changed; undefined for all. */
  readonly changed: vscode.EventEmitter<ViewNode | undefined>;
}
