import * as vscode from 'vscode';
import { SecretStorageError } from '../auth/secrets.ts';
import type { Log } from '../ui/log.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { UNEXPECTED } from '../ui/words/reason.ts';
import { inFull } from '../ui/words/words.ts';

/** Shows what a command threw. Only a storage that fails is expected; anything else is a bug. */
export async function reportError(log: Log, error: unknown): Promise<void> {
  if (error instanceof SecretStorageError) {
    const message = inFull(wordsOfFailure({ kind: 'secrets-unavailable' }));
    const signIn = BUTTONS['sign-in'];
    if ((await vscode.window.showErrorMessage(message, signIn)) === signIn) {
      await vscode.commands.executeCommand('zohoCrmPhotos.signIn');
    }
    return;
  }
  log.bug(error);
  const show = BUTTONS['show-log'];
  if ((await vscode.window.showErrorMessage(UNEXPECTED, show)) === show) {
    log.show();
  }
}
