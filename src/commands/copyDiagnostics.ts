import * as vscode from 'vscode';
import { ifAvailable } from '../auth/secrets.ts';
import { diagnostics, DIAGNOSTICS_COPIED } from '../ui/words/diagnostics.ts';
import { policyLine } from '../ui/words/policyLine.ts';
import type { Services } from './services.ts';

/** *Copy Diagnostics* */
export async function copyDiagnostics(services: Services): Promise<void> {
  const { file } = await services.policy.now();
  const told = { ...services, policy: policyLine(file) };
  const text = diagnostics(told, await ifAvailable(services.accounts.all(), undefined));
  await vscode.env.clipboard.writeText(text);
  await vscode.window.showInformationMessage(DIAGNOSTICS_COPIED);
}
