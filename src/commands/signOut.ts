import * as vscode from 'vscode';
import { accountName } from '../ui/names.ts';
import { askAccount } from '../ui/targetQuestions.ts';
import type { Parts } from './parts.ts';

/** *Sign Out of Zoho CRM…* */
export async function signOut(parts: Parts): Promise<void> {
  // Every account, also one of a server that is no longer set: its secrets must be able to go.
  const accounts = await parts.accounts.all();
  const [only] = accounts;
  if (only === undefined) {
    await vscode.window.showInformationMessage('You are not signed in to Zoho CRM.');
    return;
  }
  const account = accounts.length === 1 ? only : await askAccount(accounts, undefined);
  if (account === undefined) {
    return;
  }
  const name = accountName(account);
  if (await parts.signOut(account)) {
    await vscode.window.showInformationMessage(`Signed out of Zoho CRM: ${name}.`);
    return;
  }
  await vscode.window.showWarningMessage(
    `Signed out of Zoho CRM: ${name}. Zoho could not be told: the access is forgotten here, and you can end it in your Zoho account too.`,
  );
}
