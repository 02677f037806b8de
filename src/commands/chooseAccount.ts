import type { Account } from '../auth/account.ts';
import type { BoundAccount } from '../auth/workspaceAccount.ts';
import { offer, settingsButton } from '../ui/offer.ts';
import { askAccount } from '../ui/accountQuestion.ts';
import { accountName } from '../ui/names.ts';
import { isOfOtherServer } from '../ui/words/account.ts';
import type { Services } from './services.ts';
import { isAllowedAccount } from './accountPolicy.ts';
import { bind, signInWith } from './signIn.ts';
import { isUsable, usableAccounts } from './usableAccounts.ts';

/**
 * The account that this workspace uses. Asks for it once, and again if it was signed out: nothing is
 * ever sent to another organization just because that's the only one left.
 *
 * @returns undefined if the person cancels
 */
export async function chooseAccount(services: Services): Promise<Account | undefined> {
  const accounts = await usableAccounts(services);
  const bound = services.workspaceAccount.get();
  const current = accounts.find(({ id }) => id === bound?.id);
  if (current !== undefined && !(await isAllowedAccount(services, current))) {
    return undefined;
  }
  if (current !== undefined) {
    // Its names may have changed.
    await bind(services, current);
    return current;
  }
  const [only] = accounts;
  const chosen =
    only !== undefined && accounts.length === 1 && bound === undefined
      ? only
      : await ask(services, accounts, await nameIfSignedOut(services, bound));
  return boundIfAllowed(services, chosen);
}

async function boundIfAllowed(
  services: Services,
  chosen: Account | undefined,
): Promise<Account | undefined> {
  if (chosen === undefined || !(await isAllowedAccount(services, chosen))) {
    return undefined;
  }
  await bind(services, chosen);
  return chosen;
}

/** Undefined if the account is still signed in, but can't be used with the current settings. */
async function nameIfSignedOut(
  { accounts }: Services,
  bound: BoundAccount | undefined,
): Promise<string | undefined> {
  return bound !== undefined && (await accounts.get(bound.id)) === undefined
    ? bound.name
    : undefined;
}

/** Asks for another account for this workspace. */
export async function switchedAccount(services: Services): Promise<Account | undefined> {
  return boundIfAllowed(services, await ask(services, await usableAccounts(services), undefined));
}

/** Without an account, it starts a sign-in, after which the command continues. */
async function ask(
  services: Services,
  accounts: readonly Account[],
  formerAccount: string | undefined,
): Promise<Account | undefined> {
  const chosen =
    accounts.length === 0
      ? 'sign-in'
      : await askAccount(accounts, {
          current: services.workspaceAccount.get()?.id,
          formerAccount,
          offersSignIn: true,
          policy: await services.policy.now(),
        });
  return chosen === 'sign-in' ? signedIn(services) : chosen;
}

/** Undefined if the person cancels, or after a message that the account can't be used here. */
export async function signedIn(services: Services): Promise<Account | undefined> {
  const account = (await signInWith(services))?.account;
  if (account !== undefined && !isUsable(account, services.settings.customServer())) {
    void offer('error', isOfOtherServer(accountName(account)), settingsButton('customServer'));
    return undefined;
  }
  return account;
}
