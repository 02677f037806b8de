import * as vscode from 'vscode';
import type { Stage } from '../upload/upload.ts';
import { signalOf } from './cancellation.ts';

/** Faster updates aren't shown. */
const INTERVAL_MS = 200;

/**
 * Shows progress with a percentage and a Cancel button while `work` runs. The percentage never
 * decreases: a retry first catches up.
 *
 * @param work gets a signal that Cancel aborts, and `show(fraction, text)`
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

/** The progress of one picture, from 0 to 1. */
export function stageFraction(stage: Stage): number {
  switch (stage.kind) {
    case 'sending':
      return stage.sent / stage.total;
    case 'waiting-for-zoho':
      return 1;
    default:
      return 0;
  }
}
