import * as vscode from 'vscode';
import { diagnostics } from '../ui/diagnostics.ts';
import type { Parts } from './parts.ts';

/** *Copy Diagnostics* */
export async function copyDiagnostics(parts: Parts): Promise<void> {
  const text = diagnostics(parts, await parts.accounts.all());
  await vscode.env.clipboard.writeText(text);
  await vscode.window.showInformationMessage(
    'Diagnostics copied. They hold no secret, no name and nothing of what was searched for; addresses of requests hold record IDs.',
  );
}
