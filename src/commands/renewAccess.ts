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

/** What an upload asks the person while it runs. */
export function promptsOf(services: Services, account: Account): UploadPrompts {
  return {
    renewAccess: (failure, signal) =>
      abortable(renewAccess(services, account, failure, signal), signal),
    continueWithoutBackup: (why, record) => askWithoutBackup(account, record, why),
    undoAnyway: (standing, record) => askUndoAnyway(account, record, standing),
  };
}

/** @param signal the upload's: once it's aborted, its questions have no effect */
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
    // VS Code can't withdraw a notification.
    vscode.window.setStatusBarMessage(words.UPLOAD_IS_OVER, 5000);
    return false;
  }
  // The account may have been signed in to again in the meantime: use it as it's stored.
  const current = await currentAccount(services, account);
  return failure.kind === 'scope-missing' && failure.scope !== undefined
    ? allowScope(services, current, failure.scope, signal)
    : isSameAccount(current, await signInAfter(services, current, [failure], signal), signal);
}

/**
 * Lets the person allow a scope: on its own if possible, otherwise by signing in again. If Zoho says
 * that it granted client credentials a scope, but rejects them for lack of it, adding it again won't
 * help.
 *
 * @returns whether the same account has it now
 */
async function allowScope(
  services: Services,
  account: Account,
  scope: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const isFutile =
    account.credentials.kind === 'client-credentials' && allows(account.scopes, scope);
  return canAddScopes(account) && !isFutile
    ? addScope(services, account, scope, signal)
    : signInFor(services, account, scope, signal);
}

/**
 * Lets the person allow a scope that the next step can do without.
 *
 * @returns the current account, whether it was allowed or not
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

/** Signs in again for a scope. Client credentials didn't get it, so they need a code. */
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
 * Signs in again after failures, with the scopes that they name. If the account's client was deleted,
 * the sign-in starts from scratch.
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

/** Whether the sign-in was to the upload's account. Warns if it was to another one. */
function isSameAccount(
  account: Account,
  signedIn: SignedIn | undefined,
  signal: AbortSignal | undefined,
): boolean {
  const isSame = signedIn?.account.id === account.id;
  if (signedIn !== undefined && !isSame && signal?.aborted !== true) {
    // Not awaited: the upload ends, and shows that itself.
    void vscode.window.showWarningMessage(
      words.isOtherAccount(accountName(signedIn.account), accountName(account)),
    );
  }
  return isSame;
}

function showFailure(failure: Failure): void {
  void vscode.window.showErrorMessage(inFull(wordsOfFailure(failure)));
}
