import * as vscode from 'vscode';
import type { BatchFacts, BatchProgress, BatchRow } from '../page/messages.ts';
import type { SaidOnBatchPage } from './saidOnPage.ts';
import { BatchPage } from './panel.ts';
import { showPicturesQuestion } from '../words/rows.ts';
import { mayOpenSo } from './openMany.ts';
import type { Services } from '../../commands/services.ts';

/** Whoever uses the page at the moment: first the review, then the run. */
export interface BatchListener {
  readonly onSaid: (said: SaidOnBatchPage) => void;
  readonly onClosed: () => void;
}

/** The page of one batch from its review to its result. It can be closed and reopened. */
export class BatchView {
  readonly #services: Pick<Services, 'extensionUri'>;
  #folders: readonly vscode.Uri[];
  #page: BatchPage | undefined;
  #isVisible = false;
  readonly #onVisibility = new Set<() => void>();
  #listener: BatchListener | undefined;

  /** @param panel restored by VS Code after a restart */
  constructor(
    services: Pick<Services, 'extensionUri'>,
    folders: readonly vscode.Uri[],
    panel?: vscode.WebviewPanel,
  ) {
    this.#services = services;
    this.#folders = folders;
    this.#page = this.#open(panel);
  }

  listen(listener: BatchListener | undefined): void {
    this.#listener = listener;
  }

  /** Whether a person can see it, in any group of the editor. */
  get isVisible(): boolean {
    return this.#isVisible;
  }

  onVisibility(listener: () => void): { dispose(): void } {
    this.#onVisibility.add(listener);
    return {
      dispose: () => {
        this.#onVisibility.delete(listener);
      },
    };
  }

  /** Makes sure that the page can show a picture, wherever it is. */
  allowPicture(uri: vscode.Uri): void {
    const folder = vscode.Uri.joinPath(uri, '..');
    const isIn = (other: vscode.Uri): boolean =>
      `${folder.toString()}/`.startsWith(`${other.toString()}/`);
    if (!this.#folders.some(isIn)) {
      this.#folders = [...this.#folders, folder];
      this.#page?.allow(this.#folders);
    }
  }

  /** The URL under which the page can show the picture at a place. */
  addressOf(place: string): string | undefined {
    return this.#page?.pictureAddress(vscode.Uri.parse(place, true));
  }

  show(facts: BatchFacts, rows: readonly BatchRow[], run?: string): void {
    this.#page?.show(facts, rows, run);
  }

  update(rows: readonly BatchRow[]): void {
    this.#page?.update(rows);
  }

  facts(facts: BatchFacts): void {
    this.#page?.facts(facts);
  }

  progress(progress: BatchProgress | undefined): void {
    this.#page?.progress(progress);
  }

  /** Brings the page to the front; a page that was closed is reopened, empty. */
  reveal(): 'revealed' | 'reopened' {
    if (this.#page !== undefined) {
      this.#page.reveal();
      return 'revealed';
    }
    this.#page = this.#open(undefined);
    return 'reopened';
  }

  /** Opens the pictures at some places beside the page, which keeps the focus. */
  async showPictures(places: readonly string[]): Promise<void> {
    if (!(await mayOpenSo(places.length, showPicturesQuestion))) {
      return;
    }
    for (const place of places) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(place, true), {
        viewColumn: vscode.ViewColumn.Beside,
        preview: places.length === 1,
        preserveFocus: true,
      });
    }
  }

  close(): void {
    this.#page?.dispose();
  }

  #appears(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#onVisibility.forEach((listener) => {
      listener();
    });
  }

  #open(panel: vscode.WebviewPanel | undefined): BatchPage {
    this.#appears(panel?.visible ?? true);
    return new BatchPage({
      extension: this.#services.extensionUri,
      folders: this.#folders,
      onSaid: (said) => this.#listener?.onSaid(said),
      onClosed: () => {
        this.#page = undefined;
        this.#appears(false);
        this.#listener?.onClosed();
      },
      onVisibility: (isVisible) => {
        this.#appears(isVisible);
      },
      ...(panel === undefined ? {} : { panel }),
    });
  }
}
