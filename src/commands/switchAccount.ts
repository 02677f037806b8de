import * as vscode from 'vscode';
import { organizationFirst } from '../ui/names.ts';
import { workspaceUses } from '../ui/words/account.ts';
import { switchedAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';

/** *Switch Account for This Workspace…* */
export async function switchAccount(services: Services): Promise<void> {
  const account = await switchedAccount(services);
  if (account !== undefined) {
    await vscode.window.showInformationMessage(workspaceUses(organizationFirst(account)));
  }
}
