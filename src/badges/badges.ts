import * as vscode from 'vscode';
import type { WorkspaceAccount } from '../auth/workspaceAccount.ts';
import type { FileStamp } from '../image/picture.ts';
import { PICTURE_FILES } from '../ui/workspacePictures.ts';
import { hasStamp } from '../ui/fileStamp.ts';
import { hashOf } from '../upload/uploadedFile.ts';
import { decorationOf } from './decoration.ts';
import { KnownFiles } from './knownFiles.ts';
import { Stamps } from './stamps.ts';

/** Makes VS Code ask again: for these files, or for all. */
export type FireBadges = (uris: vscode.Uri[] | undefined) => void;

interface BadgesOptions {
  /** The extension's folder for what all windows share. */
  readonly storageFolder: string;
  /** Whether badges are wanted. */
  readonly isOn: () => boolean;
  /** The IDs of the accounts as far as known without asking the secret storage. */
  readonly accountIds: () => readonly string[];
  readonly workspaceAccount: Pick<WorkspaceAccount, 'get'>;
  readonly fire: FireBadges;
}

/** Of a longer list, VS Code takes one file of each folder and ignores the others. */
const MOST_AT_ONCE = 250;

/** What is remembered of what VS Code has asked for. Of others, it's asked to ask for everything. */
const MOST_ASKED = 20_000;

/** As many as somebody could see, more or less, whenever they come back to the window. */
const MOST_SEEN_AGAIN = 500;

/** Milliseconds. A switch of branches writes thousands of files. */
const PAUSE = 200;

/** Badges of the pictures that were uploaded from this machine. */
export class Badges implements vscode.Disposable {
  readonly #options: BadgesOptions;
  readonly #files: KnownFiles;
  readonly #stamps = new Stamps();
  /** The pictures that VS Code has asked for, by hash. */
  readonly #asked = new Map<string, vscode.Uri>();
  /** The stamps that badges were given for, by hash. */
  readonly #seen = new Map<string, FileStamp>();
  readonly #written = new Map<string, vscode.Uri>();
  readonly #focus: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #watcher: vscode.Disposable | undefined;
  #isOn: boolean;
  #turn: ReturnType<KnownFiles['load']>;

  constructor(options: BadgesOptions) {
    this.#options = options;
    this.#files = new KnownFiles(options.storageFolder);
    this.#isOn = options.isOn();
    this.#turn = this.#files.load(this.#accounts());
    this.#focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        void this.#lookAgain();
      }
    });
  }

  async of(
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<vscode.FileDecoration | undefined> {
    if (!hasStamp(uri)) {
      return undefined;
    }
    const hash = hashOf(uri.toString());
    if (this.#asked.size < MOST_ASKED) {
      this.#asked.set(hash, uri);
    }
    await this.#turn;
    const known = this.#options.isOn() ? this.#files.of(hash) : undefined;
    if (known === undefined || token.isCancellationRequested) {
      return undefined;
    }
    this.#watcher ??= this.#watch();
    const now = await this.#stamps.of(uri, token);
    if (now === undefined) {
      return undefined;
    }
    this.#seen.delete(hash);
    this.#seen.set(hash, now);
    return decorationOf(known, now, uri.path);
  }

  /** Looks at what there is now: the setting, the accounts, and what any window has uploaded. */
  async refresh(): Promise<void> {
    const { isOn, fire } = this.#options;
    const wasOn = this.#isOn;
    this.#isOn = isOn();
    this.#turn = this.#turn.then(() => this.#files.load(this.#accounts()));
    const isNew = await this.#turn;
    if (wasOn !== this.#isOn) {
      fire(undefined);
    } else if (isNew !== undefined && this.#isOn) {
      this.#tell([...this.#asked].flatMap(([hash, uri]) => (isNew(hash) ? [uri] : [])));
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#focus.dispose();
    this.#watcher?.dispose();
  }

  /** Some disks, shares, and remote machines report no changes: what was edited elsewhere shows now. */
  async #lookAgain(): Promise<void> {
    const latest = [...this.#seen].slice(-MOST_SEEN_AGAIN);
    const looks = latest.map(async ([hash, { size, modified }]) => {
      const uri = this.#asked.get(hash);
      const now = uri && (await this.#stamps.of(uri, { isCancellationRequested: false }));
      return uri === undefined || (now?.size === size && now.modified === modified) ? [] : [uri];
    });
    this.#tell((await Promise.all(looks)).flat());
  }

  #watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(PICTURE_FILES, false, false, true);
    const onWritten = (uri: vscode.Uri): void => {
      this.#onWritten(uri);
    };
    watcher.onDidCreate(onWritten);
    watcher.onDidChange(onWritten);
    return watcher;
  }

  #onWritten(uri: vscode.Uri): void {
    const hash = hashOf(uri.toString());
    if (this.#files.of(hash) !== undefined) {
      this.#written.set(hash, uri);
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        const uris = [...this.#written.values()];
        this.#written.clear();
        this.#tell(uris);
      }, PAUSE);
    }
  }

  /** The account of this workspace, or, as long as it has none, all of them. */
  #accounts(): readonly string[] {
    const { accountIds, workspaceAccount } = this.#options;
    const all = accountIds();
    const own = workspaceAccount.get()?.id;
    return own === undefined ? all : all.filter((id) => id === own);
  }

  #tell(uris: vscode.Uri[]): void {
    if (uris.length > MOST_AT_ONCE || this.#asked.size >= MOST_ASKED) {
      this.#options.fire(undefined);
    } else if (uris.length > 0) {
      this.#options.fire(uris);
    }
  }
}
