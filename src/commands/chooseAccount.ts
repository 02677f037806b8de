import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { BoundAccount } from '../auth/workspaceAccount.ts';
import { askAccount } from '../ui/accountQuestion.ts';
import { accountName } from '../ui/names.ts';
import type { Parts } from './parts.ts';
import { bind, signInWith } from './signIn.ts';
import { isUsable, usableAccounts } from './usableAccounts.ts';

/**
 * The account that this workspace works with. It is asked for once, and again where it is no longer
 * there: nothing is ever sent to another organisation just because it is the only one left.
 *
 * @returns undefined when the person cancels
 */
export async function chooseAccount(parts: Parts): Promise<Account | undefined> {
  const accounts = await usableAccounts(parts);
  const bound = parts.workspaceAccount.get();
  const before = accounts.find(({ id }) => id === bound?.id);
  if (before !== undefined) {
    return before;
  }
  const [only] = accounts;
  const chosen =
    only !== undefined && accounts.length === 1 && bound === undefined
      ? only
      : await ask(parts, accounts, await nameIfGone(parts, bound));
  if (chosen !== undefined) {
    await bind(parts, chosen);
  }
  return chosen;
}

/** Where it is still signed in to, but not with the present settings, nobody is told otherwise. */
async function nameIfGone(
  { accounts }: Parts,
  bound: BoundAccount | undefined,
): Promise<string | undefined> {
  return bound !== undefined && (await accounts.get(bound.id)) === undefined
    ? bound.name
    : undefined;
}

/** Another account for this workspace, by the person's choice. */
export async function switchedAccount(parts: Parts): Promise<Account | undefined> {
  const chosen = await ask(parts, await usableAccounts(parts), undefined);
  if (chosen !== undefined) {
    await bind(parts, chosen);
  }
  return chosen;
}

/** Not signed in is no reason to stop: what was begun goes on behind the sign-in. */
async function ask(
  parts: Parts,
  accounts: readonly Account[],
  gone: string | undefined,
): Promise<Account | undefined> {
  const chosen =
    accounts.length === 0
      ? 'sign-in'
      : await askAccount(accounts, {
          current: parts.workspaceAccount.get()?.id,
          gone,
          offersSignIn: true,
        });
  return chosen === 'sign-in' ? signedIn(parts) : chosen;
}

async function signedIn(parts: Parts): Promise<Account | undefined> {
  const account = (await signInWith(parts))?.account;
  if (account !== undefined && !isUsable(account, parts.settings.customServer())) {
    await vscode.window.showErrorMessage(
      `Signed in: ${accountName(account)}. But the setting “Custom Server” was changed meanwhile, and this account is not of the server that is set now. Nothing was sent; start again.`,
    );
    return undefined;
  }
  return account;
}
