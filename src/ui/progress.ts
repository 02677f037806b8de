import * as vscode from 'vscode';
import { signalOf } from './cancellation.ts';

/** Faster reports are not drawn. */
const INTERVAL_MS = 200;

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
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, cancel) => {
    const signal = signalOf(cancel);
    let shown = 0;
    let last = 0;
    const show = (fraction: number | undefined, text: string): void => {
      const now = Date.now();
      if (now - last >= INTERVAL_MS || fraction === 1) {
        last = now;
        const percent = Math.max(shown, Math.floor((fraction ?? 0) * 100));
        progress.report({ message: text, increment: percent - shown });
        shown = percent;
      }
    };
    try {
      return await work(signal, show);
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      throw error;
    }
  });
}
