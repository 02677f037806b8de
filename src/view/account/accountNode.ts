import * as vscode from 'vscode';
import type { BoundAccount } from '../../auth/workspaceAccount.ts';
import { plain } from '../../ui/plain.ts';
import { accountTooltip } from '../../ui/words/accountStatus.ts';
import type { ViewServices } from '../services.ts';
import * as words from '../words/account.ts';
import type { ViewNode } from '../viewNode.ts';

const SWITCH = 'zohoCrmPhotos.switchAccount';

/** The workspace's account. Selecting it switches the account, as in the status bar. */
export function accountNode(services: ViewServices, { id, name, details }: BoundAccount): ViewNode {
  const item = new vscode.TreeItem(plain(details?.organization ?? name));
  item.id = 'account';
  item.contextValue = 'account';
  item.iconPath = new vscode.ThemeIcon('account');
  if (details !== undefined) {
    item.description = words.environmentAndPerson(
      plain(details.environment),
      plain(details.person),
    );
  }
  item.tooltip = accountTooltip(plain(name), plain(details?.person ?? ''));
  item.command = { command: SWITCH, title: words.SWITCHES_ACCOUNT };
  const signOut = async (): Promise<void> =>
    (await import('../../commands/signOut.ts')).signOut(services, { id, name });
  return { item, actions: { signOut } };
}

/** For a workspace without an account, where several are signed in. */
export function chooseAccountNode(): ViewNode {
  const item = new vscode.TreeItem(words.CHOOSE_ACCOUNT);
  item.id = 'choose-account';
  item.iconPath = new vscode.ThemeIcon('account');
  item.command = { command: SWITCH, title: words.CHOOSE_ACCOUNT };
  return { item };
}
