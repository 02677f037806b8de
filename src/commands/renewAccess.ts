import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { canAddScopes } from '../auth/scopeAddition.ts';
import type { SignedIn } from '../auth/signIn.ts';
import { accountName, organizationName } from '../ui/names.ts';
import { askUndoAnyway, askWithoutBackup } from '../ui/photoQuestions.ts';
import * as words from '../ui/words/account.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { inFull } from '../ui/words/words.ts';
import type { AccessFailure, UploadPrompts } from '../upload/prompts.ts';
import { abortable } from '../async/abortable.ts';
import type { Failure } from '../zoho/failure.ts';
import { allows } from '../zoho/scopes.ts';
import type { Services } from './services.ts';
import { signInWith } from './signIn.ts';

/** What an upload of this account asks for when its access has ended or does not suffice. */
export function promptsOf(services: Services, account: Account): UploadPrompts {
  return {
    renewAccess: (failure, signal) =>
      abortable(renewAccess(services, account, failure, signal), signal),
    goOnWithoutCopy: (why, record) => askWithoutBackup(account, record, why),
    undoAnyway: (standing, record) => askUndoAnyway(account, record, standing),
  };
}

/** @param signal the upload's: what is asked for it ends with it */
async function renewAccess(
  services: Services,
  account: Account,
  failure: AccessFailure,
  signal: AbortSignal,
): Promise<boolean> {
  const forScope = failure.kind === 'scope-missing';
  const allow = forScope ? words.ALLOW : BUTTONS['sign-in'];
  const { what } = wordsOfFailure(failure);
  const chosen = await vscode.window.showWarningMessage(
    words.uploadWaits(organizationName(account), what, forScope),
    allow,
  );
  if (chosen !== allow) {
    return false;
  }
  if (signal.aborted) {
    // VS Code lets nobody take a notification back.
    vscode.window.setStatusBarMessage(words.UPLOAD_IS_OVER, 5000);
    return false;
  }
  // Another account may have been signed in again meanwhile: what is kept counts.
  const current = await currentAccount(services, account);
  return failure.kind === 'scope-missing' && failure.scope !== undefined
    ? allowScope(services, current, failure.scope, signal)
    : isSameAccount(current, await signInAfter(services, current, [failure], signal), signal);
}

/**
 * Lets the person allow a scope: by itself where that can be done, else by signing in again. Client
 * credentials have it only as far as Zoho gives it: what they have been given by word, and lack all
 * the same, they would be given once more.
 *
 * @returns whether the very same account has it now
 */
async function allowScope(
  services: Services,
  account: Account,
  scope: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const isInVain =
    account.credentials.kind === 'client-credentials' && allows(account.scopes, scope);
  return canAddScopes(account) && !isInVain
    ? addScope(services, account, scope, signal)
    : signInFor(services, account, scope, signal);
}

/**
 * Lets the person allow a scope, where what comes next works without it, too.
 *
 * @returns the account as it is then, whether it was allowed or not
 */
export async function withScopeAllowed(
  services: Services,
  account: Account,
  scope: string,
): Promise<Account> {
  await allowScope(services, account, scope);
  return currentAccount(services, account);
}

async function currentAccount({ accounts }: Services, account: Account): Promise<Account> {
  return (await accounts.known()).find(({ id }) => id === account.id) ?? account;
}

/** Signs in again for a scope. Client credentials were asked for it already: it takes a code. */
async function signInFor(
  services: Services,
  account: Account,
  scope: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const byCode = account.credentials.kind === 'client-credentials';
  return isSameAccount(
    account,
    await signInWith(services, account, [scope], signal, byCode),
    signal,
  );
}

/**
 * Signs in again to an account behind failures, with the scopes that they name. Where its client is
 * gone, nothing that is known of the account serves for that.
 */
export function signInAfter(
  services: Services,
  account: Account,
  failures: readonly Failure[],
  signal?: AbortSignal,
): Promise<SignedIn | undefined> {
  const isGone = failures.some(
    (failure) => failure.kind === 'sign-in-needed' && failure.why === 'client-gone',
  );
  const more = failures.flatMap((failure) =>
    failure.kind === 'scope-missing' && failure.scope !== undefined ? [failure.scope] : [],
  );
  return isGone
    ? signInWith(services, undefined, [...account.scopes, ...more], signal)
    : signInWith(services, account, more, signal);
}

async function addScope(
  services: Services,
  account: Account,
  scope: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const added = await services.addScopes(account, [scope], signal);
  if (added?.ok !== false || isOver(signal)) {
    return added?.ok === true;
  }
  if (added.failure.kind !== 'scope-refused' || account.credentials.kind !== 'client-credentials') {
    showFailure(added.failure);
    return false;
  }
  const byCode = words.SIGN_IN_BY_CODE;
  const message = inFull(wordsOfFailure(added.failure));
  const chosen = await vscode.window.showErrorMessage(message, byCode);
  return chosen === byCode && !isOver(signal) ? signInFor(services, account, scope, signal) : false;
}

function isOver(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Whether somebody has signed in to the account that an upload is for; tells where it is another. */
function isSameAccount(
  account: Account,
  signedIn: SignedIn | undefined,
  signal: AbortSignal | undefined,
): boolean {
  const same = signedIn?.account.id === account.id;
  if (signedIn !== undefined && !same && signal?.aborted !== true) {
    // Not waited for: the upload is over, and says so itself.
    void vscode.window.showWarningMessage(
      words.isOtherAccount(accountName(signedIn.account), accountName(account)),
    );
  }
  return same;
}

function showFailure(failure: Failure): void {
  void vscode.window.showErrorMessage(inFull(wordsOfFailure(failure)));
}
