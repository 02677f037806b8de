import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { organizationName, personName } from './names.ts';
import { separator } from './separator.ts';
import { pick } from './step.ts';

export interface AccountQuestion {
  /** The one under the cursor. */
  readonly current: string | undefined;
  /** Name of the account that this workspace had, and that is signed out by now. */
  readonly gone: string | undefined;
  readonly offersSignIn: boolean;
}

type Item = vscode.QuickPickItem & { readonly account?: Account };

/** Asks which of several accounts. Undefined when the person cancels. */
export async function askAccount(
  accounts: readonly Account[],
  { current, gone, offersSignIn }: AccountQuestion,
): Promise<Account | 'sign-in' | undefined> {
  const items = accounts.map((account): Item => ({
    label: organizationName(account),
    description: personName(account),
    ...(account.id === current ? { detail: 'Used in this workspace' } : {}),
    account,
  }));
  const line: Item = separator();
  const signIn: Item = { label: 'Sign in to another account…' };
  const chosen = await pick({
    title: 'Zoho CRM account',
    step: 1,
    steps: 1,
    placeholder:
      gone === undefined
        ? 'Which account?'
        : `This workspace was used with ${gone}, which is signed out. Which account now?`,
    items: offersSignIn ? [...items, line, signIn] : items,
    active: items.find(({ account }) => account?.id === current) ?? items[0],
  });
  return chosen === undefined || chosen === 'back'
    ? undefined
    : (chosen.value.account ?? 'sign-in');
}
