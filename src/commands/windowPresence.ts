import * as vscode from 'vscode';
import { isIdOf } from '../auth/account.ts';
import type { SecretStorage } from '../auth/namedSecrets.ts';
import type { WorkspaceAccount } from '../auth/workspaceAccount.ts';
import type { Settings } from '../settings.ts';
import { AccountStatus } from '../ui/accountStatus.ts';
import { reach, reached } from '../ui/milestones.ts';
import type { MenuStateOptions } from './menuState.ts';
import { MenuState } from './menuState.ts';

interface WindowPresenceOptions extends MenuStateOptions {
  readonly secrets: Pick<SecretStorage, 'onDidChange'>;
  readonly workspaceAccount: WorkspaceAccount;
  readonly settings: Settings;
  /** Also shows what there is now. */
  readonly onRefresh?: () => void;
}

/**
 * What a window shows of the extension before anything is asked for: the commands in menus that can
 * do something, and this workspace's account in the status bar.
 */
export class WindowPresence implements vscode.Disposable {
  readonly #options: WindowPresenceOptions;
  readonly #menus: MenuState;
  readonly #status = new AccountStatus();
  readonly #listening: vscode.Disposable;

  constructor(options: WindowPresenceOptions) {
    this.#options = options;
    this.#menus = new MenuState(options);
    // Before the rest: an open walkthrough waits for these.
    for (const milestone of reached(options.memory)) {
      void reach(options.memory, milestone);
    }
    const refresh = (): void => {
      this.refresh();
    };
    const secretEvents = options.secrets.onDidChange?.(refresh);
    this.#listening = vscode.Disposable.from(
      { dispose: () => secretEvents?.dispose() },
      vscode.workspace.onDidChangeConfiguration(refresh),
      // Other windows may have changed what all of them share.
      vscode.window.onDidChangeWindowState(refresh),
      vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    );
  }

  /** Shows what there is now. */
  refresh(): void {
    const { workspaceAccount, accountIds, settings } = this.#options;
    this.#menus.refresh();
    this.#options.onRefresh?.();
    const account = workspaceAccount.get();
    const custom = settings.customServer();
    const isUsable =
      account !== undefined &&
      custom.kind !== 'invalid' &&
      accountIds().includes(account.id) &&
      isIdOf(account.id, custom.kind === 'none' ? 'zoho' : custom.servers);
    this.#status.show(isUsable ? account : undefined, settings.highlightProduction());
  }

  dispose(): void {
    this.#listening.dispose();
    this.#menus.dispose();
    this.#status.dispose();
  }
}
