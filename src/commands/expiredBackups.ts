import * as vscode from 'vscode';
import { afterLimits } from '../ui/words/backups.ts';
import { deletedBackupsLine } from '../ui/words/logLines.ts';
import { isChanging } from '../upload/keeping.ts';
import type { Services } from './services.ts';

/**
 * How long the settings must stay as they are before backups are deleted by them: somebody who types
 * 2000 has typed 2 first. Milliseconds.
 */
const CALM_MS = 30_000;

/** How often a window looks for backups that are too old, at most. Milliseconds. */
const PAUSE_MS = 3_600_000;

const SETTINGS = ['keepPhotosMegabytes', 'keepPhotosDays'] as const;

interface ExpiredBackupsOptions extends Pick<Services, 'backups' | 'leases' | 'log' | 'policy'> {
  /** Called after backups were deleted. */
  readonly onDeleted: () => void;
  /** For tests: instead of `CALM_MS`. */
  readonly calmMs?: number;
}

/**
 * Deletes the backups that the settings no longer allow: when the extension is used, and when the
 * settings change after that.
 */
export class ExpiredBackups implements vscode.Disposable {
  readonly #options: ExpiredBackupsOptions;
  readonly #listening: vscode.Disposable;
  #calming: NodeJS.Timeout | undefined;
  #appliedAt = -Infinity;

  constructor(options: ExpiredBackupsOptions) {
    this.#options = options;
    this.#listening = vscode.workspace.onDidChangeConfiguration((event) => {
      if (SETTINGS.some((name) => event.affectsConfiguration(`zohoCrmPhotos.${name}`))) {
        this.#applyLater();
      }
    });
  }

  /** Called after each use. */
  async used(): Promise<void> {
    if (this.#calming === undefined && performance.now() - this.#appliedAt > PAUSE_MS) {
      await this.#apply();
    }
  }

  dispose(): void {
    clearTimeout(this.#calming);
    this.#listening.dispose();
  }

  #applyLater(): void {
    clearTimeout(this.#calming);
    this.#calming = setTimeout(() => {
      this.#calming = undefined;
      this.#apply().catch((error: unknown) => {
        this.#options.log.bug(error);
      });
    }, this.#options.calmMs ?? CALM_MS).unref();
  }

  async #apply(): Promise<void> {
    const { backups, leases, log, policy, onDeleted } = this.#options;
    this.#appliedAt = performance.now();
    // It may turn backups off, too.
    await policy.now();
    const { deleted, isWaiting } = await backups.applyLimits(({ account, key }) =>
      isChanging(leases, account, key),
    );
    if (isWaiting) {
      this.#appliedAt = -Infinity;
    }
    if (deleted > 0) {
      log.info(deletedBackupsLine(deleted));
      vscode.window.setStatusBarMessage(afterLimits(deleted), 5000);
      onDeleted();
    }
  }
}
