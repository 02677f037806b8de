import * as vscode from 'vscode';
import { signalOf } from './cancellation.ts';

/** Shows a cancellable progress while `work` runs. @returns undefined when it was cancelled */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, cancel) => {
    const signal = signalOf(cancel);
    try {
      return await work(signal);
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      throw error;
    }
  });
}
