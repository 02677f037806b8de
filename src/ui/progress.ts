import * as vscode from 'vscode';
import { signalOf } from './cancellation.ts';
import { withUploadProgress } from './uploadProgress.ts';

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
  return vscode.window.withProgress(options, (_, cancel) => {
    const cancelled = signalOf(cancel);
    const signal = ends === undefined ? cancelled : AbortSignal.any([cancelled, ends]);
    return unlessCancelled(signal, work);
  });
}

/**
 * The same, for what can be counted.
 *
 * @param work told a `show(fraction, text)`; the fraction is undefined where nobody knows it
 * @returns undefined when it was cancelled
 */
export async function withCountedProgress<T>(
  title: string,
  work: (
    signal: AbortSignal,
    show: (fraction: number | undefined, text: string) => void,
  ) => Promise<T>,
): Promise<T | undefined> {
  return withUploadProgress(title, (cancelled, show) =>
    unlessCancelled(cancelled, (signal) =>
      work(signal, (fraction, text) => {
        show(fraction ?? 0, text);
      }),
    ),
  );
}

async function unlessCancelled<T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted) {
      return undefined;
    }
    throw error;
  }
}
