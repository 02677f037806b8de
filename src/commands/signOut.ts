import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { clientOf } from '../auth/account.ts';
import type { ClientKey } from '../auth/clients.ts';
import type { Ending } from '../auth/revocation.ts';
import type { SignedOut } from '../auth/signOut.ts';
import { sameAuthority } from '../zoho/dataCenter.ts';
import { askAccount } from '../ui/accountQuestion.ts';
import { deleted } from '../ui/deletion.ts';
import { accountName } from '../ui/names.ts';
import { lostWithUploads, unfinishedUploads } from '../ui/words/signOut.ts';
import type { UnfinishedRuns } from './keptRuns.ts';
import { COULDNT_DELETE_ALL_BACKUPS, COULDNT_DELETE_UPLOADS } from '../ui/words/backups.ts';
import type { Services } from './services.ts';

/** *Sign Out of Zoho CRM…* */
export async function signOut(services: Services): Promise<void> {
  // Every account, also one of a server that is no longer set: its secrets must be able to go.
  const accounts = await services.accounts.all();
  const [only] = accounts;
  if (only === undefined) {
    await vscode.window.showInformationMessage('You are not signed in to Zoho CRM.');
    return;
  }
  const question = { current: services.workspaceAccount.get()?.id, gone: undefined };
  const account =
    accounts.length === 1 ? only : await askAccount(accounts, { ...question, offersSignIn: false });
  if (account === undefined || account === 'sign-in') {
    return;
  }
  const signedOut = await services.signOut(account);
  if (signedOut === undefined) {
    const name = accountName(account);
    await vscode.window.showInformationMessage(`${name} was signed out already.`);
    return;
  }
  await tellSignedOut(services, signedOut);
}

const FORGET = 'Forget Them Too';

/** Says what became of a sign-out, and offers to forget what else is known of the account. */
export async function tellSignedOut(
  services: Services,
  { account, ending }: SignedOut,
): Promise<void> {
  const kept = await keptWords(services, account);
  const sentences = [`Signed out of Zoho CRM: ${accountName(account)}.`, ENDINGS[ending], kept];
  const message = sentences.filter((sentence) => sentence !== '').join(' ');
  const buttons = kept === '' ? [] : [FORGET];
  const left = ending === 'not-told' || ending === 'not-ours';
  const chosen = left
    ? await vscode.window.showWarningMessage(message, ...buttons)
    : await vscode.window.showInformationMessage(message, ...buttons);
  if (chosen === FORGET && (await mayForget(services, account))) {
    await services.recent.forget(account.id);
    await deleted(COULDNT_DELETE_ALL_BACKUPS, () => services.backups.forgetAll(account.id));
    await services.lastChanges.forget(account.id);
    await deleted(COULDNT_DELETE_UPLOADS, () => services.keptRuns.delete(account.id));
    const client = await clientLeft(services, account);
    if (client !== undefined) {
      await services.clients.forget(client);
    }
  }
}

/** An upload that goes on, or is to be gone on with, loses what it would be undone by. */
async function mayForget(services: Services, account: Account): Promise<boolean> {
  for (;;) {
    const unfinished = await services.keptRuns.unfinished(account.id);
    if (!unfinished.underWay) {
      return unfinished.count === 0 || (await agreesToForget(unfinished));
    }
    const again = await vscode.window.showWarningMessage(
      `An upload of many photos to ${accountName(account)} is not over: nothing was forgotten. Cancel it on its page first.`,
      FORGET,
    );
    if (again !== FORGET) {
      return false;
    }
  }
}

async function agreesToForget({ count, photosLeft }: UnfinishedRuns): Promise<boolean> {
  const forget = 'Forget It All';
  const chosen = await vscode.window.showWarningMessage(
    unfinishedUploads(count),
    { modal: true, detail: lostWithUploads(photosLeft) },
    forget,
  );
  return chosen === forget;
}

const ENDINGS: Record<Ending, string> = {
  ended: '',
  'not-there': 'Zoho says that its access had ended already.',
  'not-told':
    'Zoho could not be told: the access is forgotten here, and you can end it in your Zoho account too.',
  'not-ours': 'The access token itself serves until its end.',
};

async function keptWords(services: Services, account: Account): Promise<string> {
  const photos = (await services.backups.of(account.id)).length;
  const runs = await services.keptRuns.count(account.id);
  const kept = [
    ...(services.recent.of(account.id).length === 0 ? [] : ['its recent records']),
    ...(photos === 0 ? [] : [`${photos} kept ${photos === 1 ? 'photo' : 'photos'}`]),
    ...(runs === 0
      ? []
      : [`what became of ${runs === 1 ? 'an upload' : `${runs} uploads`} of many photos`]),
    ...((await clientLeft(services, account)) === undefined ? [] : ['its client']),
  ];
  const list = new Intl.ListFormat('en').format(kept);
  return kept.length === 0 ? '' : `Still kept on this machine: ${list}.`;
}

/** The account's client, where it is kept and no other account of the same login works with it. */
async function clientLeft(
  { accounts, clients }: Services,
  account: Account,
): Promise<ClientKey | undefined> {
  const { place: authority, user } = account;
  const client = clientOf(account);
  if (client === undefined) {
    return undefined;
  }
  const isUsed = (await accounts.all()).some(
    (one) =>
      clientOf(one)?.id === client.id &&
      one.user.email === user.email &&
      sameAuthority(one.place, authority),
  );
  return isUsed ? undefined : clients.get({ authority, login: user.email, client });
}
