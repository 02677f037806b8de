import type * as vscode from 'vscode';
import type { NodeAction } from './nodeAction.ts';

/** A row of the view, and what is below it. */
export interface ViewNode {
  /**
   * The row. Its `id` is unique in the view and stays the same, so that VS Code keeps the selection
   * and what is open; its `contextValue` decides which commands its menu has (package.json).
   */
  readonly item: vscode.TreeItem;
  /** The rows below, each time they are shown. */
  children?(): Promise<readonly ViewNode[]>;
  /** Adds what is only needed when the mouse is on the row: its hover. */
  resolve?(token: vscode.CancellationToken): Promise<void>;
  /** Does something with what was dropped onto the row. */
  drop?(dropped: vscode.DataTransfer): Promise<void>;
  readonly actions?: Readonly<Partial<Record<NodeAction, () => Promise<void>>>>;
}

/** What a menu finds a row's commands by: `record openRecord viewPhoto`. */
export function contextOf(kind: string, actions: NonNullable<ViewNode['actions']>): string {
  return [kind, ...Object.keys(actions)].join(' ');
}

/** Makes a click on the row, or Enter, do one of its actions. */
export function doesOnSelect(node: ViewNode, action: NodeAction, title: string): void {
  node.item.command = { command: `zohoCrmPhotos.item.${action}`, title, arguments: [node] };
}
