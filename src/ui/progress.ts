import * as vscode from 'vscode';
import { signalOf } from './cancellation.ts';

/**
 * Shows a cancellable progress while `work` runs.
 *
 * @param ends cancels it from outside
 * @returns undefined when it was cancelled
 */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
  ends?: AbortSignal,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, cancel) => {
    const cancelled = signalOf(cancel);
    const signal = ends === undefined ? cancelled : AbortSignal.any([cancelled, ends]);
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
