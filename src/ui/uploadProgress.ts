import * as vscode from 'vscode';
import type { Stage } from '../upload/upload.ts';
import { signalOf } from './cancellation.ts';
import { waitWords } from './words/wait.ts';

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

/** How far one picture is, from 0 to 1, and what to say of it. */
export function stageWords(stage: Stage): { fraction: number; text: string } {
  switch (stage.kind) {
    case 'finding-record':
      return { fraction: 0, text: 'looking for the record' };
    case 'keeping-photo':
      return { fraction: 0, text: 'fetching the present photo' };
    case 'asking':
      return { fraction: 0, text: 'waiting for your answer' };
    case 'sending': {
      const fraction = stage.sent / stage.total;
      return { fraction, text: `${Math.floor(fraction * 100)} %` };
    }
    case 'waiting-for-zoho':
      return { fraction: 1, text: 'sent, waiting for Zoho' };
    case 'waiting-for-access':
      return { fraction: 0, text: 'waiting for your answer' };
    case 'waiting-to-retry':
      return { fraction: 0, text: waitWords(stage) };
  }
}
