import * as vscode from 'vscode';
import type { ViewNode } from './viewNode.ts';
import { more } from './words/more.ts';

/** Stands for rows that a list leaves out, and leads to a question that has them all. */
export function moreNode(id: string, count: number, command: string): ViewNode {
  const item = new vscode.TreeItem(more(count));
  item.id = id;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: `zohoCrmPhotos.${command}`, title: more(count) };
  return { item };
}
