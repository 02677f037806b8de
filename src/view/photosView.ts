import * as vscode from 'vscode';
import { reportError } from '../commands/reportError.ts';
import { accountNode, chooseAccountNode } from './account/accountNode.ts';
import { BackupsSection } from './backups/backupsSection.ts';
import { RecordsSection } from './records/recordsSection.ts';
import type { Section } from './section.ts';
import type { ViewServices } from './services.ts';
import { shownAccount } from './shownAccount.ts';
import { UploadsSection } from './uploads/uploadsSection.ts';
import type { ViewHost } from './viewHost.ts';
import type { ViewNode } from './viewNode.ts';
import { DROPPED_ELSEWHERE } from './words/drop.ts';

/** *Zoho CRM Photos*: the workspace's account, and the sections below it. */
export class PhotosView implements vscode.Disposable {
  readonly #services: ViewServices;
  readonly #host: ViewHost;
  readonly #sections: readonly Section[];
  readonly #listening: vscode.Disposable;
  #following: vscode.Disposable | undefined;
  /** What the account and settings were when the rows were last asked for. */
  #shown: string;

  constructor(services: ViewServices, host: ViewHost) {
    this.#services = services;
    this.#host = host;
    this.#sections = [
      new RecordsSection(services),
      new UploadsSection(services),
      new BackupsSection(services),
    ];
    this.#listening = vscode.Disposable.from(
      ...this.#sections,
      ...this.#sections.map(({ onDidChange }) =>
        onDidChange((node) => {
          host.changed.fire(node);
        }),
      ),
      host.view.onDidChangeVisibility(({ visible }) => {
        this.#follow(visible);
      }),
    );
    this.#shown = this.#state();
    this.#follow(host.view.visible);
  }

  /** The rows below a row, or at the top. Without an account there are none: VS Code welcomes then. */
  async children(node: ViewNode | undefined): Promise<readonly ViewNode[]> {
    try {
      return await (node === undefined ? this.#top() : (node.children?.() ?? []));
    } catch (error) {
      // Not awaited: the rows don't wait for the message to be closed.
      void reportError(this.#services.log, error);
      return [];
    }
  }

  /** Adds what is only needed when the mouse is on a row. A hover isn't worth a message. */
  async resolve(node: ViewNode, token: vscode.CancellationToken): Promise<void> {
    try {
      await node.resolve?.(token);
    } catch (error) {
      this.#services.log.bug(error);
    }
  }

  async drop(node: ViewNode | undefined, dropped: vscode.DataTransfer): Promise<void> {
    if (node?.drop !== undefined) {
      await node.drop(dropped);
    } else {
      void vscode.window.showInformationMessage(DROPPED_ELSEWHERE);
    }
  }

  /** Shows what there is now: another account, or other records. */
  refresh(): void {
    const state = this.#state();
    if (state !== this.#shown) {
      this.#shown = state;
      this.#host.changed.fire(undefined);
    }
    this.#sections.forEach((section) => section.refresh?.());
  }

  dispose(): void {
    this.#following?.dispose();
    this.#listening.dispose();
  }

  async #top(): Promise<readonly ViewNode[]> {
    const account = await shownAccount(this.#services);
    if (account === 'none') {
      return [];
    }
    if (account === 'several') {
      return [chooseAccountNode()];
    }
    const sections = await Promise.all(this.#sections.map((section) => section.nodes(account)));
    return [accountNode(this.#services, account), ...sections.flat()];
  }

  /** What the rows at the top and the records depend on. */
  #state(): string {
    const { accountIds, lastChanges, recent, settings, workspaceAccount } = this.#services;
    const ids = accountIds();
    return JSON.stringify([
      ids,
      workspaceAccount.get(),
      settings.customServer(),
      ids.map((id) => recent.all(id)),
      // A changed photo has another hover.
      lastChanges.get(),
    ]);
  }

  #follow(visible: boolean): void {
    this.#following?.dispose();
    this.#following = visible
      ? vscode.Disposable.from(...this.#sections.flatMap((section) => section.follow?.() ?? []))
      : undefined;
    if (visible) {
      this.refresh();
    }
  }
}
