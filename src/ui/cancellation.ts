import type * as vscode from 'vscode';

/** The signal that a cancellation token aborts: layers below the interface know only signals. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return controller.signal;
}
