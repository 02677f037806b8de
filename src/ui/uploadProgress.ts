import * as vscode from 'vscode';
import type { Stage } from '../upload/upload.ts';
import { signalOf } from './cancellation.ts';

/** Faster reports are not drawn. */
const INTERVAL_MS = 200;

/**
 * Shows a cancellable progress while `work` runs. Percent never goes back: a second try of a
 * picture catches up with the first.
 *
 * @param work given a signal that Cancel aborts, and `show(fraction, text)`
 */
export function withUploadProgress<T>(
  title: string,
  work: (signal: AbortSignal, show: (fraction: number, text: string) => void) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancel) => {
      let shown = 0;
      let next: { fraction: number; text: string } | undefined;
      const draw = (): void => {
        if (next !== undefined) {
          const percent = Math.max(shown, Math.floor(next.fraction * 100));
          progress.report({ message: next.text, increment: percent - shown });
          shown = percent;
          next = undefined;
        }
      };
      const timer = setInterval(draw, INTERVAL_MS);
      try {
        return await work(signalOf(cancel), (fraction, text) => {
          const first = shown === 0 && next === undefined;
          next = { fraction, text };
          if (first) {
            draw();
          }
        });
      } finally {
        clearInterval(timer);
      }
    },
  );
}

/** How far one picture is, from 0 to 1. */
export function fractionOf(stage: Stage): number {
  switch (stage.kind) {
    case 'sending':
      return stage.sent / stage.total;
    case 'waiting-for-zoho':
      return 1;
    default:
      return 0;
  }
}
