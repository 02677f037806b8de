import type { Account } from '../auth/account.ts';
import { canAddScopes } from '../auth/scopeAddition.ts';
import { askDeletion } from '../ui/photoQuestions.ts';
import type { NextStep } from '../ui/words/photoDeletion.ts';
import { deletionsLacking } from '../zoho/scopes.ts';
import { allowScopes, currentAccount } from './renewAccess.ts';
import type { Services } from './services.ts';

/** What the account's sign-in doesn't include, but deleting photos in modules needs. */
export interface MissingDeletion {
  readonly account: Account;
  readonly scopes: readonly string[];
  /** How the person allows it, if they do. */
  readonly next: NextStep;
}

/** Undefined if the account may delete photos in these modules, as far as is known. */
export async function missingDeletion(
  services: Services,
  given: Account,
  modules: readonly string[],
): Promise<MissingDeletion | undefined> {
  const account = await currentAccount(services, given);
  // Nobody knows what a pasted access token is for, until Zoho refuses it.
  const scopes =
    account.credentials.kind === 'access-token' ? [] : deletionsLacking(account.scopes, modules);
  return scopes.length === 0 ? undefined : { account, scopes, next: nextStepOf(account) };
}

function nextStepOf(account: Account): NextStep {
  if (!canAddScopes(account)) {
    return 'sign-in';
  }
  return account.credentials.kind === 'client-credentials' ? 'none' : 'page';
}

/** Lets the person allow it. @returns whether they did */
export function allowDeletion(
  services: Services,
  { account, scopes }: MissingDeletion,
): Promise<boolean> {
  return allowScopes(services, account, scopes);
}

/**
 * Lets the person allow deleting photos in modules, if the account may not.
 *
 * @param about whose photos
 * @param question asked about the names of modules in which it may not
 * @returns whether photos can be deleted
 */
export async function mayDeletePhotos(
  services: Services,
  account: Account,
  modules: readonly string[],
  about: string,
  question: (modules: string) => string,
): Promise<boolean> {
  const missing = await missingDeletion(services, account, modules);
  return (
    missing === undefined ||
    ((await askDeletion(about, question, missing)) && allowDeletion(services, missing))
  );
}
