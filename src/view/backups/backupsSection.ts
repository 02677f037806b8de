import * as vscode from 'vscode';
import type { BoundAccount } from '../../auth/workspaceAccount.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { moreNode } from '../moreNode.ts';
import type { Section } from '../section.ts';
import type { ViewServices } from '../services.ts';
import { Updates } from '../updates.ts';
import type { ViewNode } from '../viewNode.ts';
import { BACKUPS_SECTION } from '../words/backups.ts';
import { recordBackupsNode } from './backupNodes.ts';
import { byRecord } from './recordBackups.ts';

/** Records. All others are in *Photo Backups…*. */
const MOST = 50;

/** The account's photo backups, by record. They are read only when the section is opened. */
export class BackupsSection implements Section {
  readonly onDidChange: vscode.Event<ViewNode | undefined>;
  readonly #changed = new vscode.EventEmitter<ViewNode | undefined>();
  readonly #services: ViewServices;
  readonly #updates: Updates;
  /** The account, its backups, and the row above them, that were asked for last. */
  #account = '';
  #ids = '';
  #header: ViewNode | undefined;

  constructor(services: ViewServices) {
    this.#services = services;
    this.onDidChange = this.#changed.event;
    this.#updates = new Updates(
      () => this.#update(),
      (error) => {
        services.log.bug(error);
      },
    );
  }

  async nodes({ id }: BoundAccount): Promise<readonly ViewNode[]> {
    const ids = await this.#services.backups.idsOf(id);
    this.#account = id;
    this.#ids = ids.join();
    this.#header = ids.length === 0 ? undefined : this.#newHeader(id, ids.length);
    return this.#header === undefined ? [] : [this.#header];
  }

  follow(): vscode.Disposable {
    this.#updates.start();
    this.refresh();
    return new vscode.Disposable(() => {
      this.#updates.stop();
    });
  }

  refresh(): void {
    this.#updates.soon();
  }

  dispose(): void {
    this.#updates.stop();
    this.#changed.dispose();
  }

  #newHeader(account: string, count: number): ViewNode {
    const { Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(BACKUPS_SECTION, Collapsed);
    item.id = 'backups';
    item.description = grouped(count);
    return { item, children: () => this.#list(account) };
  }

  async #list(account: string): Promise<ViewNode[]> {
    const records = byRecord(await this.#services.backups.of(account));
    const more = records.length - MOST;
    return [
      ...records.slice(0, MOST).map((record) => recordBackupsNode(this.#services, account, record)),
      ...(more > 0 ? [moreNode('more-backups', more, 'keptPhotos')] : []),
    ];
  }

  async #update(): Promise<void> {
    const account = this.#account;
    if (account === '') {
      return;
    }
    const ids = await this.#services.backups.idsOf(account);
    if (account !== this.#account || ids.join() === this.#ids) {
      return;
    }
    this.#ids = ids.join();
    if (this.#header === undefined || ids.length === 0) {
      this.#changed.fire(undefined);
    } else {
      this.#header.item.description = grouped(ids.length);
      this.#changed.fire(this.#header);
    }
  }
}
