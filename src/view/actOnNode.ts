import * as vscode from 'vscode';
import type { NodeAction } from './nodeAction.ts';
import { ASKING } from './nodeAction.ts';
import type { ViewNode } from './viewNode.ts';

/**
 * Does something with a row of the view, as its menu says. VS Code also tells which row is selected,
 * but the keyboard moves only the focus, which may be on another: a command of a key asks.
 *
 * @param name of the command: `item.viewPhoto`
 */
export async function actOnNode(name: string, node: unknown): Promise<void> {
  const action = name.slice('item.'.length) as NodeAction;
  const act = (node as ViewNode | undefined)?.actions?.[action];
  await (act?.() ?? vscode.commands.executeCommand(`zohoCrmPhotos.${ASKING[action]}`));
}
