import * as vscode from 'vscode';
import { hasPictureEnding } from '../image/ending.ts';
import type { Badges, FireBadges } from './badges.ts';

interface LazyBadgesOptions {
  /** Whether there can be any badges now. */
  readonly isWanted: () => boolean;
  readonly load: (fire: FireBadges) => Promise<Badges>;
  readonly onBug: (error: unknown) => void;
}

/** Badges of pictures. What knows them is loaded when VS Code asks for one and there can be any. */
export class LazyBadges implements vscode.FileDecorationProvider {
  readonly #options: LazyBadgesOptions;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  #isAsked = false;
  #badges: Promise<Badges> | undefined;

  constructor(options: LazyBadgesOptions) {
    this.#options = options;
  }

  provideFileDecoration(
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<vscode.FileDecoration | undefined> | undefined {
    if (!hasPictureEnding(uri.path)) {
      return undefined;
    }
    this.#isAsked = true;
    return this.#load()?.then((badges) => badges.of(uri, token));
  }

  /** Shows what there is now. */
  refresh(): void {
    const isLoaded = this.#badges !== undefined;
    if (this.#isAsked) {
      this.#load()
        ?.then(async (badges) => {
          if (isLoaded) {
            await badges.refresh();
          } else {
            // VS Code has asked before there were any.
            this.#changed.fire(undefined);
          }
        })
        .catch(this.#options.onBug);
    }
  }

  dispose(): void {
    void this.#badges?.then((badges) => {
      badges.dispose();
    });
  }

  #load(): Promise<Badges> | undefined {
    if (this.#badges === undefined && this.#options.isWanted()) {
      this.#badges = this.#options.load((uris) => {
        this.#changed.fire(uris);
      });
    }
    return this.#badges;
  }
}
