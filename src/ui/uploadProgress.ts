import * as vscode from 'vscode';
import type { Stage } from '../upload/upload.ts';
import { CANCELING } from './words/progress.ts';

/** Faster updates aren't shown. */
const INTERVAL_MS = 200;

/** Hides a progress while something else is in front, such as a page that asks. */
export type HiddenWhile = <T>(work: () => Promise<T>) => Promise<T>;

/** What the work under a progress gets. */
type Work<T> = (
  signal: AbortSignal,
  show: (fraction: number, text: string) => void,
  hiddenWhile: HiddenWhile,
) => Promise<T>;

/**
 * Shows progress with a percentage and a Cancel button while `work` runs. The percentage never
 * decreases: a retry first catches up.
 *
 * @param work gets a signal that Cancel aborts, and `show(fraction, text)`
 */
export async function withUploadProgress<T>(title: string, work: Work<T>): Promise<T> {
  const notification = new ProgressNotification(title);
  notification.open();
  const working = work(
    notification.signal,
    (fraction, text) => {
      notification.show(fraction, text);
    },
    async (meanwhile) => {
      notification.close();
      try {
        return await meanwhile();
      } finally {
        if (!notification.signal.aborted) {
          notification.open();
        }
      }
    },
  );
  let canceling: ReturnType<typeof setTimeout> | undefined;
  notification.signal.addEventListener('abort', () => {
    // VS Code has closed the notification, but what was sent completely still gets its answer.
    canceling = setTimeout(() => {
      vscode.window.setStatusBarMessage(
        CANCELING,
        working.catch(() => undefined),
      );
    }, INTERVAL_MS);
  });
  try {
    return await working;
  } finally {
    clearTimeout(canceling);
    notification.close();
  }
}

/** VS Code can't hide a progress: it is ended, and another one starts. */
class ProgressNotification {
  readonly #title: string;
  readonly #cancel = new AbortController();
  #end: (() => void) | undefined;
  #next: { readonly fraction: number; readonly text: string } | undefined;
  #draw: (() => void) | undefined;

  constructor(title: string) {
    this.#title = title;
  }

  /** Aborted when the person cancels. */
  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  open(): void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#next = undefined;
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: this.#title, cancellable: true },
      (progress, cancel) => {
        cancel.onCancellationRequested(() => {
          this.#cancel.abort();
        });
        let shown = 0;
        const draw = (): void => {
          if (this.#next !== undefined) {
            const { fraction, text } = this.#next;
            const percent = Math.max(shown, Math.floor(fraction * 100));
            progress.report({ message: text, increment: percent - shown });
            shown = percent;
            this.#next = undefined;
          }
        };
        this.#draw = draw;
        draw();
        const timer = setInterval(draw, INTERVAL_MS);
        return promise.finally(() => {
          clearInterval(timer);
        });
      },
    );
    this.#end = () => {
      resolve(undefined);
    };
  }

  show(fraction: number, text: string): void {
    const isFirst = this.#draw !== undefined;
    this.#next = { fraction, text };
    if (isFirst) {
      this.#draw?.();
      this.#draw = undefined;
    }
  }

  close(): void {
    this.#end?.();
    this.#end = undefined;
    this.#draw = undefined;
  }
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
