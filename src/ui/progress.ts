import * as vscode from 'vscode';
import { abortable } from '../async/abortable.ts';
import { signalOf } from './cancellation.ts';
import { withUploadProgress } from './uploadProgress.ts';

/**
 * Shows progress with a Cancel button while `work` runs.
 *
 * @param ends cancels the work, too
 * @returns undefined if canceled
 */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
  ends?: AbortSignal,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_, cancel) => {
    const canceled = signalOf(cancel);
    const signal = ends === undefined ? canceled : AbortSignal.any([canceled, ends]);
    return unlessCanceled(signal, work);
  });
}

/** Shorter work shows no progress. */
const SLOW_MS = 500;

/** The same, but shown only if the work takes longer than a moment. A cancel returns at once. */
export async function withProgressIfSlow<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const ends = new AbortController();
  const working = work(ends.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, SLOW_MS, true);
  });
  const isSlow = await Promise.race([slow, working.then(() => false)]).finally(() => {
    clearTimeout(timer);
  });
  return isSlow
    ? withProgress(title, (signal) => {
        signal.addEventListener('abort', () => {
          ends.abort(signal.reason);
        });
        return abortable(working, signal);
      })
    : working;
}

/**
 * The same, with a percentage.
 *
 * @param work gets `show(fraction, text)`; the fraction is undefined while it's unknown
 * @returns undefined if canceled
 */
export async function withCountedProgress<T>(
  title: string,
  work: (
    signal: AbortSignal,
    show: (fraction: number | undefined, text: string) => void,
  ) => Promise<T>,
): Promise<T | undefined> {
  return withUploadProgress(title, (canceled, show) =>
    unlessCanceled(canceled, (signal) =>
      work(signal, (fraction, text) => {
        show(fraction ?? 0, text);
      }),
    ),
  );
}

async function unlessCanceled<T>(
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
