import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { organizationName } from '../../ui/names.ts';
import { withUploadProgress } from '../../ui/uploadProgress.ts';
import { wordsOfUndoProgress } from '../words.ts';
import type { RunState } from '../run/journal.ts';
import { JournalFailed } from '../run/journal.ts';
import type { UndoneItem } from '../run/undoBatch.ts';
import { undoBatch } from '../run/undoBatch.ts';
import { batchOptionsOf } from '../options.ts';
import { runsOf } from '../store.ts';
import type { Services } from '../../commands/services.ts';

/** Asks before everything that a run changed is undone. */
export async function wantsUndoOfAll(account: Account): Promise<boolean> {
  const undoAll = 'Undo All';
  const chosen = await vscode.window.showWarningMessage(
    `Undo what this upload changed in ${organizationName(account)}?`,
    {
      modal: true,
      detail:
        'Each record gets back the photo that it had, or none where it had none. Records whose photo somebody has changed since are asked about.',
    },
    undoAll,
  );
  return chosen === undoAll;
}

interface UndoOptions {
  /** Ends it, as the notification's own Cancel does. */
  readonly signal: AbortSignal;
  /** Told the state that changes from now on. */
  readonly onState: (state: RunState) => void;
  readonly onProgress: (fraction: number, text: string) => void;
}

/**
 * Undoes everything that a run changed, with its progress in a notification.
 *
 * @returns what became of each, or why nothing more was: the run is another window's or is no longer
 *   known, or it could not be noted, with the system's own code
 */
export async function undoBatchRun(
  services: Services,
  account: Account,
  id: string,
  { signal, onState, onProgress }: UndoOptions,
): Promise<readonly UndoneItem[] | 'elsewhere' | 'gone' | { readonly code: string }> {
  try {
    return await withUploadProgress(`Undoing in ${organizationName(account)}`, (cancelled, show) =>
      runsOf(services).own(id, async (journal) => {
        onState(journal.state);
        return undoBatch(services.sessions.crmOf(account), journal, {
          ...(await batchOptionsOf(services, account, AbortSignal.any([cancelled, signal]))),
          onProgress: ({ over, of, waitsFor }) => {
            const text = wordsOfUndoProgress(over, of, waitsFor);
            show(over / of, text);
            onProgress(over / of, text);
          },
          onBug: (error) => {
            services.log.bug(error);
          },
        });
      }),
    );
  } catch (error) {
    // A disk that is full is no mistake of ours.
    if (error instanceof JournalFailed) {
      return { code: error.code };
    }
    throw error;
  }
}
