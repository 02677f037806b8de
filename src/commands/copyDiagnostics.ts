import * as vscode from 'vscode';
import { ifAvailable } from '../auth/secrets.ts';
import { diagnostics } from '../ui/diagnostics.ts';
import type { Services } from './services.ts';

/** *Copy Diagnostics* */
export async function copyDiagnostics(services: Services): Promise<void> {
  const text = diagnostics(services, await ifAvailable(services.accounts.all(), undefined));
  await vscode.env.clipboard.writeText(text);
  await vscode.window.showInformationMessage(
    'Diagnostics copied. They hold no secret, no name and nothing of what was searched for; addresses of requests hold record IDs.',
  );
}
