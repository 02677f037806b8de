import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { hasShownEnding } from '../../image/ending.ts';
import type {
  BatchFacts,
  BatchProgress,
  BatchRow,
  RowAction,
  ToBatchPage,
} from '../page/messages.ts';
import { batchHtml } from './html.ts';
import type { SaidOnBatchPage } from './saidOnPage.ts';
import { SAID } from './saidOnPage.ts';
import { fixedTexts, pageTexts } from '../words/page.ts';

/** The type under which VS Code restores such pages after a restart. */
export const BATCH_VIEW = 'zohoCrmPhotos.batch';

/** Changes within this time are sent to the page together. */
const BUNCH_MS = 100;

interface BatchPageParts {
  /** The extension's own folder. */
  readonly extension: vscode.Uri;
  /** Folders of the pictures: the page can show no others. */
  readonly folders: readonly vscode.Uri[];
  /** Called only for what is possible at the moment, with rows that exist. */
  readonly onSaid: (said: SaidOnBatchPage) => void;
  readonly onClosed: () => void;
  /** Called when the page appears and when it is hidden. */
  readonly onVisibility: (isVisible: boolean) => void;
  /** Restored by VS Code after a restart. */
  readonly panel?: vscode.WebviewPanel;
}

/** For the commands of VS Code's menu, which don't say on which page they were chosen. */
const OPEN = new Set<BatchPage>();

/** Does something with the rows that are selected on the page in front. */
export function doWithSelectedRows(action: RowAction): void {
  [...OPEN].find(({ isActive }) => isActive)?.doWithSelected(action);
}

/** A page of the editor with the pictures of a batch: before, during, and after the run. */
export class BatchPage {
  readonly #panel: vscode.WebviewPanel;
  readonly #scripts: vscode.Uri;
  readonly #onSaid: (said: SaidOnBatchPage) => void;
  /** Everything it shows, since VS Code discards a page in the background. */
  #all: Omit<Extract<ToBatchPage, { kind: 'all' }>, 'rows'> | undefined;
  readonly #rows = new Map<number, BatchRow>();
  #progress: BatchProgress | undefined;
  readonly #changed = new Map<number, BatchRow>();
  #progressChanged = false;
  #bunch: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor({ extension, folders, onSaid, onClosed, onVisibility, panel }: BatchPageParts) {
    const scripts = vscode.Uri.joinPath(extension, 'dist', 'page');
    const options = optionsOf(scripts, folders);
    this.#scripts = scripts;
    this.#onSaid = onSaid;
    this.#panel =
      panel ??
      vscode.window.createWebviewPanel(
        BATCH_VIEW,
        fixedTexts().title,
        vscode.ViewColumn.Active,
        options,
      );
    this.#panel.iconPath = {
      light: vscode.Uri.joinPath(extension, 'media', 'batch-light.svg'),
      dark: vscode.Uri.joinPath(extension, 'media', 'batch-dark.svg'),
    };
    const { webview } = this.#panel;
    webview.options = options;
    OPEN.add(this);
    this.#panel.onDidChangeViewState(({ webviewPanel }) => {
      onVisibility(webviewPanel.visible);
    });
    this.#panel.onDidDispose(() => {
      this.#isClosed = true;
      OPEN.delete(this);
      clearTimeout(this.#bunch);
      onClosed();
    });
    webview.onDidReceiveMessage((said: unknown) => {
      this.#heard(said);
    });
    webview.html = batchHtml({
      script: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'batch.js')).toString(),
      stylesheet: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'batch.css')).toString(),
      nonce: randomBytes(16).toString('base64'),
      styles: webview.cspSource,
      images: webview.cspSource,
    });
  }

  /**
   * The URL under which the page can show a picture; undefined unless it is on this machine and in a
   * format that browsers can show.
   */
  pictureAddress(uri: vscode.Uri): string | undefined {
    return !this.#isClosed && uri.scheme === 'file' && hasShownEnding(uri.path)
      ? this.#panel.webview.asWebviewUri(uri).toString()
      : undefined;
  }

  /** Lets the page show pictures from other folders: VS Code loads it again. */
  allow(folders: readonly vscode.Uri[]): void {
    if (!this.#isClosed) {
      this.#panel.webview.options = optionsOf(this.#scripts, folders);
    }
  }

  /** @param run its ID, to restore the page after a restart */
  show(facts: BatchFacts, rows: readonly BatchRow[], run?: string): void {
    this.#all = { kind: 'all', facts, texts: pageTexts(), ...(run === undefined ? {} : { run }) };
    this.#name(facts);
    this.#rows.clear();
    for (const row of rows) {
      this.#rows.set(row.n, row);
    }
    this.#sendAll();
  }

  /** Replaces rows that changed. */
  update(rows: readonly BatchRow[]): void {
    for (const row of rows) {
      this.#rows.set(row.n, row);
      this.#changed.set(row.n, row);
    }
    this.#sendSoon();
  }

  facts(facts: BatchFacts): void {
    if (this.#all !== undefined) {
      this.#all = { ...this.#all, facts };
      this.#name(facts);
      // In order: rows that changed before are shown before.
      this.#sendChanged();
      this.#send({ kind: 'facts', facts });
    }
  }

  /** @param progress undefined: nothing is in progress anymore */
  progress(progress: BatchProgress | undefined): void {
    this.#progress = progress;
    this.#progressChanged = true;
    this.#sendSoon();
  }

  /** Whether it has the focus among the editors, so that VS Code's menu was opened on it. */
  get isActive(): boolean {
    return !this.#isClosed && this.#panel.active;
  }

  /** Does something with the rows that are selected on the page. */
  doWithSelected(action: RowAction): void {
    this.#send({ kind: 'row-action', action });
  }

  reveal(): void {
    if (!this.#isClosed) {
      this.#panel.reveal();
    }
  }

  /** Closes the page. */
  dispose(): void {
    this.#panel.dispose();
  }

  /** VS Code throws if a closed panel is changed. */
  #name({ tab }: BatchFacts): void {
    if (!this.#isClosed) {
      this.#panel.title = tab;
    }
  }

  #heard(said: unknown): void {
    const parsed = v.safeParse(SAID, said);
    if (!parsed.success) {
      return;
    }
    if (parsed.output.kind === 'ready') {
      this.#sendAll();
    } else if (parsed.output.kind === 'ping') {
      this.#send({ kind: 'pong' });
    } else if (this.#isPossible(parsed.output)) {
      this.#onSaid(parsed.output);
    }
  }

  /** The page may not know yet that something is no longer possible. */
  #isPossible(said: SaidOnBatchPage): boolean {
    const facts = this.#all?.facts;
    if (facts === undefined) {
      return false;
    }
    switch (said.kind) {
      case 'action':
        return facts.actions.some(
          ({ action, disabled }) => action === said.action && disabled === undefined,
        );
      case 'exclude':
        return facts.isReview && this.#each(said.ns, () => true);
      case 'change-record':
        return (
          facts.isReview &&
          this.#each([said.n], ({ state }) => state !== 'unreadable' && state !== 'without-photo')
        );
      case 'choose-picture':
      case 'drop-picture':
        return facts.isReview && this.#each([said.n], ({ state }) => state === 'without-photo');
      case 'use-near':
        return facts.isReview && this.#rows.get(said.n)?.near !== undefined;
      case 'open-record':
        return this.#each(said.ns, ({ record }) => record !== undefined);
      case 'show-picture':
        return this.#each(said.ns, ({ state }) => state !== 'without-photo');
      case 'undo':
        return facts.isResting === true && this.#each(said.ns, ({ canUndo }) => canUndo === true);
      case 'retry':
        return facts.isResting === true && this.#each(said.ns, ({ canRetry }) => canRetry === true);
    }
  }

  #each(ns: readonly number[], is: (row: BatchRow) => boolean): boolean {
    return ns.every((n) => {
      const row = this.#rows.get(n);
      return row !== undefined && is(row);
    });
  }

  #sendAll(): void {
    this.#changed.clear();
    this.#progressChanged = false;
    if (this.#all !== undefined) {
      this.#send({ ...this.#all, rows: [...this.#rows.values()] });
      this.#send(this.#progressMessage());
    }
  }

  #sendSoon(): void {
    if (this.#isClosed) {
      return;
    }
    this.#bunch ??= setTimeout(() => {
      this.#sendChanged();
    }, BUNCH_MS);
  }

  #sendChanged(): void {
    clearTimeout(this.#bunch);
    this.#bunch = undefined;
    if (this.#changed.size > 0) {
      this.#send({ kind: 'rows', rows: [...this.#changed.values()] });
      this.#changed.clear();
    }
    if (this.#progressChanged) {
      this.#progressChanged = false;
      this.#send(this.#progressMessage());
    }
  }

  #progressMessage(): ToBatchPage {
    return {
      kind: 'progress',
      ...(this.#progress === undefined ? {} : { progress: this.#progress }),
    };
  }

  /** A page in the background receives nothing; it asks for everything when it is shown again. */
  #send(message: ToBatchPage): void {
    if (!this.#isClosed) {
      void this.#panel.webview.postMessage(message);
    }
  }
}

function optionsOf(scripts: vscode.Uri, folders: readonly vscode.Uri[]): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [scripts, ...folders],
    // The only thing that still works on a page whose extension host is gone.
    enableCommandUris: ['zohoCrmPhotos.resumeUpload'],
  };
}
