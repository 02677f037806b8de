import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Policy } from '../policy/policy.ts';
import { organizationName, personName } from './names.ts';
import { separator } from './separator.ts';
import { pick } from './step.ts';
import {
  ACCOUNT_TITLE,
  ANOTHER_SIGN_IN,
  isSignedOut,
  USED_HERE,
  WHICH_ACCOUNT,
} from './words/account.ts';
import { NOT_ALLOWED } from './words/policy.ts';

interface AccountQuestion {
  /** ID of the account that is preselected. */
  readonly current: string | undefined;
  /** Name of this workspace's former account, if that is signed out. */
  readonly formerAccount: string | undefined;
  readonly offersSignIn: boolean;
  readonly policy: Pick<Policy, 'refusalOf'>;
}

type Item = vscode.QuickPickItem & { readonly account?: Account };

/** Asks for one of several accounts. Undefined if the person cancels. */
export async function askAccount(
  accounts: readonly Account[],
  { current, formerAccount, offersSignIn, policy }: AccountQuestion,
): Promise<Account | 'sign-in' | undefined> {
  const items = accounts.map((account): Item => ({
    label: organizationName(account),
    description: personName(account),
    ...detailOf(account, current, policy),
    account,
  }));
  const line: Item = separator();
  const signIn: Item = { label: ANOTHER_SIGN_IN };
  const chosen = await pick({
    title: ACCOUNT_TITLE,
    step: 1,
    steps: 1,
    placeholder: WHICH_ACCOUNT,
    ...(formerAccount !== undefined && { explanation: isSignedOut(formerAccount) }),
    items: offersSignIn ? [...items, line, signIn] : items,
    active: items.find(({ account }) => account?.id === current) ?? items[0],
  });
  return chosen === undefined || chosen === 'back'
    ? undefined
    : (chosen.value.account ?? 'sign-in');
}

function detailOf(
  account: Account,
  current: string | undefined,
  policy: AccountQuestion['policy'],
): { readonly detail?: string } {
  if (policy.refusalOf(account) !== undefined) {
    return { detail: NOT_ALLOWED };
  }
  return account.id === current ? { detail: USED_HERE } : {};
}
