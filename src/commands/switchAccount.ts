import * as vscode from 'vscode';
import { accountName } from '../ui/names.ts';
import { switchedAccount } from './chooseAccount.ts';
import type { Parts } from './parts.ts';

/** *Switch Account for This Workspace…* */
export async function switchAccount(parts: Parts): Promise<void> {
  const account = await switchedAccount(parts);
  if (account !== undefined) {
    await vscode.window.showInformationMessage(
      `This workspace now works with ${accountName(account)}.`,
    );
  }
}
