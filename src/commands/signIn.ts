import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { accountName } from '../ui/names.ts';
import type { Parts } from './parts.ts';

/** *Sign In to Zoho CRM…* */
export async function signIn(parts: Parts): Promise<void> {
  const account = await signInWith(parts);
  if (account !== undefined) {
    await vscode.window.showInformationMessage(`Signed in to Zoho CRM: ${accountName(account)}.`);
  }
}

/** Signs in, where the settings allow it. Undefined when the person cancels. */
export async function signInWith(parts: Parts): Promise<Account | undefined> {
  if (parts.settings.customServer().kind === 'invalid') {
    const open = 'Open Settings';
    const chosen = await vscode.window.showErrorMessage(
      'The setting “Custom Server” is not valid: it takes the addresses accounts, api and web, each https:// or on this machine. Correct it or remove it, then sign in.',
      open,
    );
    if (chosen === open) {
      await vscode.commands.executeCommand(
        'workbench.action.openSettings',
        'zohoCrmPhotos.customServer',
      );
    }
    return undefined;
  }
  return parts.signIn();
}
