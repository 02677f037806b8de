import * as vscode from 'vscode';
import type { BoundAccount } from '../auth/workspaceAccount.ts';
import { plain } from './plain.ts';
import * as words from './words/accountStatus.ts';

/** The status bar is narrow. The tooltip has the whole name. */
const LONGEST = 30;

/** The account of this workspace in the status bar. Selecting it switches the account. */
export class AccountStatus implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;

  /**
   * @param account undefined: none
   * @param warns whether a production organization has VS Code's warning color
   */
  show(account: BoundAccount | undefined, warns: boolean): void {
    if (account === undefined) {
      this.#item?.hide();
      return;
    }
    const { name, details } = account;
    this.#item ??= newItem();
    const item = this.#item;
    item.text = `$(account) ${
      details === undefined
        ? plain(name, 2 * LONGEST)
        : words.accountInStatusBar(
            plain(details.organization, LONGEST),
            plain(details.environment, LONGEST),
          )
    }`;
    item.tooltip = words.accountTooltip(plain(name), details?.person ?? '');
    item.accessibilityInformation = {
      label: words.accountInStatusBarAloud(plain(name)),
      role: 'button',
    };
    item.backgroundColor =
      warns && details?.isProduction === true
        ? new vscode.ThemeColor('statusBarItem.warningBackground')
        : undefined;
    item.show();
  }

  dispose(): void {
    this.#item?.dispose();
  }
}

function newItem(): vscode.StatusBarItem {
  const { Left } = vscode.StatusBarAlignment;
  const item = vscode.window.createStatusBarItem('zohoCrmPhotos.account', Left);
  item.name = words.ACCOUNT_STATUS;
  item.command = 'zohoCrmPhotos.switchAccount';
  return item;
}
