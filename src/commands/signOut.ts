import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { clientOf } from '../auth/account.ts';
import type { ClientKey } from '../auth/clients.ts';
import type { SignedOut } from '../auth/signOut.ts';
import type { BoundAccount } from '../auth/workspaceAccount.ts';
import { sameAuthority } from '../zoho/dataCenter.ts';
import { learnMoreButton, offer } from '../ui/offer.ts';
import { askAccount } from '../ui/accountQuestion.ts';
import { tryDelete } from '../ui/deletion.ts';
import { accountName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import * as words from '../ui/words/signOut.ts';
import type { UnfinishedRuns } from './keptRuns.ts';
import { couldntDeleteAllBackups } from '../ui/words/backups.ts';
import type { Services } from './services.ts';

/**
 * *Sign Out…*
 *
 * @param given the account; asked for by default
 */
export async function signOut(
  services: Services,
  given?: Pick<BoundAccount, 'id' | 'name'>,
): Promise<void> {
  // All accounts, even those of a server that is no longer set: their secrets must be deletable.
  const accounts = await services.accounts.all();
  const [only] = accounts;
  if (only === undefined) {
    await vscode.window.showInformationMessage(words.NOT_SIGNED_IN);
    return;
  }
  const current = services.workspaceAccount.get()?.id;
  const account =
    given !== undefined
      ? accounts.find(({ id }) => id === given.id)
      : accounts.length === 1
        ? only
        : await askAccount(accounts, {
            current,
            formerAccount: undefined,
            offersSignIn: false,
            policy: await services.policy.now(),
          });
  if (given !== undefined && account === undefined) {
    // In another window, for example. No other account is meant.
    await vscode.window.showInformationMessage(words.alreadySignedOut(plain(given.name)));
    return;
  }
  if (account === undefined || account === 'sign-in') {
    return;
  }
  const signedOut = await services.signOut(account);
  if (signedOut === undefined) {
    await vscode.window.showInformationMessage(words.alreadySignedOut(accountName(account)));
    return;
  }
  await reportSignOut(services, signedOut);
}

/** Shows the result of a sign-out, and offers to delete what else is stored of the account. */
export async function reportSignOut(
  services: Services,
  { account, ending }: SignedOut,
): Promise<void> {
  const kept = await stillKept(services, account);
  const sentences = [
    words.signedOutOf(accountName(account)),
    words.ENDINGS[ending],
    kept?.sentence ?? '',
  ];
  const message = sentences.filter((sentence) => sentence !== '').join(' ');
  const buttons = kept === undefined ? [] : [kept.button];
  const needsWarning = ending === 'not-told' || ending === 'not-ours';
  if (kept === undefined && needsWarning) {
    await offer('warning', message, learnMoreButton('sign-in'));
    return;
  }
  const chosen = needsWarning
    ? await vscode.window.showWarningMessage(message, ...buttons)
    : await vscode.window.showInformationMessage(message, ...buttons);
  if (chosen !== undefined && (await mayDelete(services, account))) {
    await services.recent.deleteOf(account.id);
    const files = await services.uploadedFiles();
    await tryDelete(words.couldntDeleteFiles, () => files.deleteOf(account.id));
    await tryDelete(couldntDeleteAllBackups, () => services.backups.deleteAll(account.id));
    await services.lastChanges.deleteOf(account.id);
    await tryDelete(words.couldntDeleteUploads, () => services.keptRuns.delete(account.id));
    const client = await clientLeft(services, account);
    if (client !== undefined) {
      await services.clients.delete(client);
    }
  }
}

/** A running or interrupted upload would lose its backups, and couldn't be resumed or undone. */
async function mayDelete(services: Services, account: Account): Promise<boolean> {
  for (;;) {
    const unfinished = await services.keptRuns.unfinished(account.id);
    if (!unfinished.isRunning) {
      return unfinished.count === 0 || (await agreesToDelete(unfinished));
    }
    const pressed = await vscode.window.showWarningMessage(
      words.uploadStillRuns(accountName(account)),
      words.DELETE_TOO,
    );
    if (pressed !== words.DELETE_TOO) {
      return false;
    }
  }
}

async function agreesToDelete({ count, picturesLeft }: UnfinishedRuns): Promise<boolean> {
  const chosen = await vscode.window.showWarningMessage(
    words.unfinishedUploads(count),
    { modal: true, detail: words.lostWithUploads(picturesLeft) },
    words.DELETE_ALL,
  );
  return chosen === words.DELETE_ALL;
}

async function stillKept(
  services: Services,
  account: Account,
): Promise<ReturnType<typeof words.stillKept>> {
  return words.stillKept({
    hasRecentRecords: services.recent.of(account.id).length > 0,
    hasFiles: await (await services.uploadedFiles()).has(account.id),
    backups: (await services.backups.of(account.id)).length,
    uploads: await services.keptRuns.count(account.id),
    hasClient: (await clientLeft(services, account)) !== undefined,
  });
}

/** The account's client, if it's stored and no other account of the same login uses it. */
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
