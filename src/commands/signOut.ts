import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { clientOf } from '../auth/account.ts';
import { askAccount } from '../ui/accountQuestion.ts';
import { accountName } from '../ui/names.ts';
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
  const question = { current: parts.workspaceAccount.get()?.id, gone: undefined };
  const account =
    accounts.length === 1 ? only : await askAccount(accounts, { ...question, offersSignIn: false });
  if (account !== undefined && account !== 'sign-in') {
    await tellSignedOut(parts, account, await parts.signOut(account));
  }
}

const FORGET = 'Forget Them Too';

/** Says what became of a sign-out, and offers to forget what else is known of the account. */
export async function tellSignedOut(parts: Parts, account: Account, ended: boolean): Promise<void> {
  const chosen = await tell(
    `Signed out of Zoho CRM: ${accountName(account)}.`,
    account,
    ended,
    (await parts.keptPhotos.of(account.id)).length,
  );
  if (chosen === FORGET) {
    await parts.recent.forget(account.id);
    await parts.keptPhotos.forgetAll(account.id);
    await parts.lastChanges.forget(account.id);
    await forgetClient(parts, account);
  }
}

function tell(
  message: string,
  { credentials }: Account,
  ended: boolean,
  photos: number,
): Thenable<string | undefined> {
  const copies = photos === 0 ? '' : `, ${photos} kept ${photos === 1 ? 'photo' : 'photos'}`;
  const kept = `Its recent records${copies} and its client are still kept on this machine.`;
  if (ended) {
    return vscode.window.showInformationMessage(`${message} ${kept}`, FORGET);
  }
  const left =
    credentials.kind === 'access-token'
      ? 'The access token itself serves until its end.'
      : 'Zoho could not be told: the access is forgotten here, and you can end it in your Zoho account too.';
  return vscode.window.showWarningMessage(`${message} ${left} ${kept}`, FORGET);
}

/** Unless another account of the same login works with it. */
async function forgetClient({ accounts, clients }: Parts, account: Account): Promise<void> {
  const client = clientOf(account);
  if (client === undefined) {
    return;
  }
  const others = (await accounts.all()).filter(
    (one) => clientOf(one)?.id === client.id && one.user.email === account.user.email,
  );
  if (others.length === 0) {
    await clients.forget({ authority: account.place, login: account.user.email, client });
  }
}
