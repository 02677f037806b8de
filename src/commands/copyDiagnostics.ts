import * as vscode from 'vscode';
import { ifAvailable } from '../auth/secrets.ts';
import { diagnostics } from '../ui/diagnostics.ts';
import type { Parts } from './parts.ts';

/** *Copy Diagnostics* */
export async function copyDiagnostics(parts: Parts): Promise<void> {
  const text = diagnostics(parts, await ifAvailable(parts.accounts.all(), undefined));
  await vscode.env.clipboard.writeText(text);
  await vscode.window.showInformationMessage(
    'Diagnostics copied. They hold no secret, no name and nothing of what was searched for; addresses of requests hold record IDs.',
  );
}
