import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { clientOf } from '../auth/account.ts';
import { canAddScopes } from '../auth/scopeAddition.ts';
import type { SignedIn } from '../auth/signIn.ts';
import { offer, showLogButton, signInButton } from '../ui/offer.ts';
import { accountName, organizationName } from '../ui/names.ts';
import { askUndoAnyway, askWithoutBackup } from '../ui/photoQuestions.ts';
import * as words from '../ui/words/account.ts';
import type { AccessUse } from '../ui/words/accessUse.ts';
import { ACCESS_USES } from '../ui/words/accessUse.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { inFull } from '../ui/words/words.ts';
import type { AccessFailure, UploadPrompts } from '../upload/prompts.ts';
import { abortable } from '../async/abortable.ts';
import type { Failure } from '../zoho/failure.ts';
import { allows } from '../zoho/scopes.ts';
import type { Services } from './services.ts';
import { signInWith } from './signIn.ts';

/** What an upload, or anything else that needs access, asks the person while it runs. */
export function promptsOf(services: Services, account: Account, use: AccessUse): UploadPrompts {
  return {
    renewAccess: (failure, signal) =>
      abortable(renewAccess(services, account, failure, use, signal), signal),
    continueWithoutBackup: (why, record) => askWithoutBackup(account, record, why),
    undoAnyway: (standing, record) => askUndoAnyway(account, record, standing),
  };
}

/** @param signal of what needs access: once it's aborted, its questions have no effect */
async function renewAccess(
  services: Services,
  account: Account,
  failure: AccessFailure,
  use: AccessUse,
  signal: AbortSignal,
): Promise<boolean> {
  const { onSignIn, onAllow, ended } = ACCESS_USES[use];
  const forScope = failure.kind === 'scope-missing';
  const allow = forScope ? words.ALLOW : BUTTONS['sign-in'];
  const { what } = wordsOfFailure(failure);
  const chosen = await vscode.window.showWarningMessage(
    words.waitsForAccess(organizationName(account), what, forScope ? onAllow : onSignIn),
    allow,
  );
  if (chosen !== allow) {
    return false;
  }
  if (signal.aborted) {
    // VS Code can't withdraw a notification.
    vscode.window.setStatusBarMessage(ended, 5000);
    return false;
  }
  const current = await currentAccount(services, account);
  return failure.kind === 'scope-missing' && failure.scope !== undefined
    ? allowScopes(services, current, [failure.scope], signal)
    : isSameAccount(current, await signInAfter(services, current, [failure], signal), signal);
}

/**
 * Lets the person allow scopes: on their own if possible, otherwise by signing in again. If Zoho says
 * that it granted client credentials a scope, but rejects them for lack of it, adding it again won't
 * help.
 *
 * @returns whether the same account has them now
 */
export async function allowScopes(
  services: Services,
  account: Account,
  scopes: readonly string[],
  signal?: AbortSignal,
): Promise<boolean> {
  const isFutile =
    account.credentials.kind === 'client-credentials' &&
    scopes.every((scope) => allows(account.scopes, scope));
  return canAddScopes(account) && !isFutile
    ? addScopesTo(services, account, scopes, signal)
    : signInFor(services, account, scopes, signal);
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
  await allowScopes(services, account, [scope]);
  return currentAccount(services, account);
}

/** The account as it's stored: somebody may have signed in to it again meanwhile. */
export async function currentAccount({ accounts }: Services, account: Account): Promise<Account> {
  return (await accounts.known()).find(({ id }) => id === account.id) ?? account;
}

/** Signs in again for scopes. Client credentials didn't get them, so they need a code. */
async function signInFor(
  services: Services,
  account: Account,
  scopes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const byCode = account.credentials.kind === 'client-credentials';
  return isSameAccount(
    account,
    await signInWith(services, account, scopes, signal, byCode),
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
  const client = clientOf(account);
  if (isGone && client !== undefined) {
    services.clients.refuse(client);
  }
  const more = failures.flatMap((failure) =>
    failure.kind === 'scope-missing' && failure.scope !== undefined ? [failure.scope] : [],
  );
  return isGone
    ? signInWith(services, undefined, [...account.scopes, ...more], signal)
    : signInWith(services, account, more, signal);
}

async function addScopesTo(
  services: Services,
  account: Account,
  scopes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const added = await services.addScopes(account, scopes, signal);
  if (added?.ok !== false || isOver(signal)) {
    return added?.ok === true;
  }
  if (added.failure.kind !== 'scope-refused' || account.credentials.kind !== 'client-credentials') {
    showFailure(services, added.failure);
    return false;
  }
  const byCode = words.SIGN_IN_BY_CODE;
  const message = inFull(wordsOfFailure(added.failure));
  const chosen = await vscode.window.showErrorMessage(message, byCode);
  return chosen === byCode && !isOver(signal)
    ? signInFor(services, account, scopes, signal)
    : false;
}

function isOver(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Whether the sign-in was to the wanted account. Warns if it was to another one. */
function isSameAccount(
  account: Account,
  signedIn: SignedIn | undefined,
  signal: AbortSignal | undefined,
): boolean {
  const isSame = signedIn?.account.id === account.id;
  if (signedIn !== undefined && !isSame && signal?.aborted !== true) {
    // Not awaited: what needed it ends, and shows that itself.
    const message = words.isOtherAccount(accountName(signedIn.account), accountName(account));
    void offer('warning', message, signInButton());
  }
  return isSame;
}

function showFailure({ log }: Services, failure: Failure): void {
  void offer('error', inFull(wordsOfFailure(failure)), showLogButton(log));
}
