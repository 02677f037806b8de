import type * as vscode from 'vscode';

/** VS Code's way of saying cancel, as everything below the windows understands it. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => {
    controller.abort();
  });
  return controller.signal;
}
