import * as vscode from 'vscode';
import { recordName } from '../../ui/names.ts';
import type { Change } from '../../upload/change.ts';
import { canBeUndone } from '../../upload/change.ts';
import type { ViewServices } from '../services.ts';
import type { ViewNode } from '../viewNode.ts';
import { contextOf, doesOnSelect } from '../viewNode.ts';
import * as words from '../words/uploads.ts';

/** The photos that were last changed one by one, in one row, and that can be undone. */
export function changeNodes(services: ViewServices, account: string): ViewNode[] {
  const changes = changesOf(services, account);
  const [first, ...others] = changes;
  if (first === undefined) {
    return [];
  }
  if (others.length === 0) {
    return [changeNode(services, first, 0)];
  }
  const { Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(words.changedPhotos(changes.length), Collapsed);
  item.id = `changes ${account}`;
  item.description = words.lastChanged(services.lastChanges.at);
  item.iconPath = new vscode.ThemeIcon('pass');
  const actions = { undoChange: () => undo(services, changes) };
  item.contextValue = contextOf('changes', actions);
  const children = (): Promise<ViewNode[]> =>
    Promise.resolve(changes.map((change, n) => changeNode(services, change, n)));
  return [{ item, children, actions }];
}

/** What {@link changeNodes} shows of an account. */
export function changesOf(
  { lastChanges }: Pick<ViewServices, 'lastChanges'>,
  account: string,
): readonly Change[] {
  return lastChanges.get().filter((change) => change.account === account && canBeUndone(change));
}

/** @param n its number: several pictures may have gone to one record */
function changeNode(services: ViewServices, change: Change, n: number): ViewNode {
  const { account, key, before, after } = change;
  const name = services.recent.nameOf(account, key);
  const item = new vscode.TreeItem(recordName({ key, name }));
  item.id = `change ${account} ${key.module} ${key.id} ${n}`;
  item.description = words.changed(before.kind, after.kind, services.lastChanges.at);
  item.iconPath = new vscode.ThemeIcon('pass');
  const actions = {
    openRecord: async () =>
      (await import('../../commands/openTargetRecord.ts')).openTargetRecord(services, {
        account,
        key,
        name,
      }),
    undoChange: () => undo(services, [change]),
  };
  item.contextValue = contextOf('change', actions);
  const node: ViewNode = { item, actions };
  doesOnSelect(node, 'openRecord', words.OPEN_RECORD);
  return node;
}

async function undo(services: ViewServices, changes: readonly Change[]): Promise<void> {
  const [first] = changes;
  if (first === undefined) {
    return;
  }
  const { withAccount } = await import('../../commands/askTargetRecord.ts');
  const { undoChanges } = await import('../../commands/undo.ts');
  const { account, key } = first;
  const target = await withAccount(services, { account, key, name: undefined });
  if (target !== undefined) {
    await undoChanges(services, target.account, changes);
  }
}
