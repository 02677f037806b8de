import * as vscode from 'vscode';
import type { BoundAccount } from '../../auth/workspaceAccount.ts';
import type { BulkUploads, ListedUploads, UploadStatus } from '../../commands/bulkUploads.ts';
import { moreNode } from '../moreNode.ts';
import type { Section } from '../section.ts';
import type { ViewServices } from '../services.ts';
import { Updates } from '../updates.ts';
import type { ViewNode } from '../viewNode.ts';
import * as words from '../words/uploads.ts';
import { changeNodes, changesOf } from './changeNodes.ts';
import { UploadNode } from './uploadNode.ts';

/** Finished uploads. All others are in *Resume or View Uploads…*. */
const MOST_FINISHED = 20;

/** Between two looks at what another window's upload has done, while the view is visible. */
const LOOK_MS = 3000;

const FINISHED: readonly UploadStatus[] = ['done', 'failed'];

/** The account's bulk uploads, and the photos that were last changed one by one. */
export class UploadsSection implements Section {
  readonly onDidChange: vscode.Event<ViewNode | undefined>;
  readonly #changed = new vscode.EventEmitter<ViewNode | undefined>();
  readonly #services: ViewServices;
  readonly #updates: Updates;
  #loaded: Promise<BulkUploads> | undefined;
  #listening: { dispose(): void } | undefined;
  /** The account, and the row above all others, that were asked for last. */
  #account = '';
  #header: ViewNode | undefined;
  /** What was listed last, of which account. */
  #last: { readonly account: string; readonly listed: ListedUploads } | undefined;
  /** What the rows show; undefined while the section is collapsed. */
  #shown: string | undefined;
  readonly #rows = new Map<string, UploadNode>();
  /** The IDs of uploads that this window has done something with since. */
  readonly #touched = new Set<string>();
  /** Whether more than that may have changed, or will have by this time, on a monotonic clock. */
  #isStale = false;
  #staleAt = Infinity;

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
    const isEmpty = await this.#isEmpty(id);
    this.#account = id;
    this.#shown = undefined;
    this.#rows.clear();
    this.#header = isEmpty ? undefined : this.#newHeader(id);
    this.refresh();
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
    this.#isStale = true;
    this.#updates.soon();
  }

  dispose(): void {
    this.#updates.stop();
    this.#listening?.dispose();
    this.#changed.dispose();
  }

  #bulk(): Promise<BulkUploads> {
    this.#loaded ??= this.#services.bulkUploads().then((uploads) => {
      this.#listening = uploads.onDidChange((id, account = this.#account) => {
        if (account === this.#account) {
          this.#touched.add(id);
          this.#updates.soon();
        }
      });
      return uploads;
    });
    return this.#loaded;
  }

  async #isEmpty(account: string): Promise<boolean> {
    const uploads = await this.#bulk();
    return changesOf(this.#services, account).length === 0 && (await uploads.count(account)) === 0;
  }

  #newHeader(account: string): ViewNode {
    const { Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(words.UPLOADS_SECTION, Expanded);
    item.id = 'uploads';
    return { item, children: () => this.#list(account) };
  }

  async #list(account: string): Promise<ViewNode[]> {
    const uploads = await this.#bulk();
    // VS Code forgets the rows that it asks for anew, and what is pressed on them meanwhile does
    // nothing. So there is no wait for files.
    const known = this.#last?.account === account ? this.#last.listed : undefined;
    const listed = known ?? (await uploads.of(account, MOST_FINISHED));
    const rows = listed.uploads.map(
      (upload) => new UploadNode(uploads, uploads.now(upload) ?? upload),
    );
    if (account === this.#account) {
      this.#last = { account, listed };
      this.#shown = this.#stateOf(listed);
      this.#rows.clear();
      rows.forEach((row) => this.#rows.set(row.upload.id, row));
      this.#lookLater(listed);
      if (this.#isStale) {
        this.#updates.soon();
      }
    }
    // Photos that were changed one by one are between the bulk uploads before and after them.
    const { at } = this.#services.lastChanges;
    const isBefore = ({ upload }: UploadNode): boolean =>
      !FINISHED.includes(upload.status) || upload.at > at;
    return [
      ...rows.filter(isBefore),
      ...changeNodes(this.#services, account),
      ...rows.filter((row) => !isBefore(row)),
      ...(listed.more === 0 ? [] : [moreNode('more-uploads', listed.more, 'resumeUpload')]),
    ];
  }

  #stateOf(listed: ListedUploads): string {
    const changes = changesOf(this.#services, this.#account);
    return JSON.stringify([listed, changes, this.#services.lastChanges.at]);
  }

  async #update(): Promise<void> {
    if (this.#account === '') {
      return;
    }
    const uploads = await this.#bulk();
    const touched = [...this.#touched].map((id) => this.#showNow(uploads, id));
    const isStale = this.#isStale || performance.now() >= this.#staleAt || touched.includes(false);
    this.#touched.clear();
    if (isStale) {
      this.#isStale = false;
      this.#staleAt = Infinity;
      await this.#listAnew(uploads);
    }
    this.#updates.soon(this.#staleAt - performance.now());
  }

  /** Shows the progress of an upload. @returns false if there is more to it than that */
  #showNow(uploads: BulkUploads, id: string): boolean {
    const row = this.#rows.get(id);
    const now = row && uploads.now(row.upload);
    if (row === undefined || now?.status !== row.upload.status) {
      return false;
    }
    row.show(now);
    this.#changed.fire(row);
    return true;
  }

  async #listAnew(uploads: BulkUploads): Promise<void> {
    const account = this.#account;
    if ((await this.#isEmpty(account)) !== (this.#header === undefined)) {
      this.#changed.fire(undefined);
    } else if (this.#shown !== undefined) {
      const listed = await uploads.of(account, MOST_FINISHED);
      if (account === this.#account && this.#stateOf(listed) !== this.#shown) {
        this.#last = { account, listed };
        this.#changed.fire(this.#header);
      }
      this.#lookLater(listed);
    } else {
      // Once the section is opened.
      this.#isStale = true;
    }
  }

  /** Nobody tells what another window does. */
  #lookLater({ uploads }: ListedUploads): void {
    if (uploads.some(({ status }) => status === 'elsewhere')) {
      this.#staleAt = performance.now() + LOOK_MS;
      this.#updates.soon(LOOK_MS);
    }
  }
}
