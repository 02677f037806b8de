import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { canAddScopes } from '../auth/scopeAddition.ts';
import { accountName, organisationName } from '../ui/names.ts';
import { askUndoAnyway, askWithoutCopy } from '../ui/photoQuestions.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import type { AccessFailure, UploadAsks } from '../upload/asks.ts';
import { abortable } from '../zoho/abortable.ts';
import type { Failure } from '../zoho/failure.ts';
import type { Parts } from './parts.ts';
import { signInWith } from './signIn.ts';

/** What an upload of this account asks for when its access has ended or does not suffice. */
export function asksOf(parts: Parts, account: Account): UploadAsks {
  return {
    renewAccess: (failure, signal) => abortable(renewAccess(parts, account, failure), signal),
    goOnWithoutCopy: (why, record) => askWithoutCopy(account, record, why),
    undoAnyway: (standing, record) => askUndoAnyway(account, record, standing),
  };
}

async function renewAccess(
  parts: Parts,
  account: Account,
  failure: AccessFailure,
): Promise<boolean> {
  const allow = failure.kind === 'scope-missing' ? 'Allow' : 'Sign In';
  const { what } = wordsOfFailure(failure);
  const chosen = await vscode.window.showWarningMessage(
    `${organisationName(account)}: ${what} The upload waits, and goes on once you have ${failure.kind === 'scope-missing' ? 'allowed it' : 'signed in'}.`,
    allow,
  );
  if (chosen !== allow) {
    return false;
  }
  // Another account may have been signed in again meanwhile: what is kept counts.
  const known = await parts.accounts.known();
  const current = known.find(({ id }) => id === account.id) ?? account;
  const { scope } = failure.kind === 'scope-missing' ? failure : {};
  return scope === undefined
    ? signInAgain(parts, current, undefined)
    : allowScope(parts, current, scope);
}

/**
 * Lets the person allow a scope: by itself where that can be done, else by signing in again.
 *
 * @returns whether the very same account has it now
 */
export function allowScope(parts: Parts, account: Account, scope: string): Promise<boolean> {
  return canAddScopes(account)
    ? addScope(parts, account, scope)
    : signInAgain(parts, account, scope);
}

async function addScope(parts: Parts, account: Account, scope: string): Promise<boolean> {
  const added = await parts.addScopes(account, [scope]);
  if (added?.ok === false) {
    tellFailure(added.failure);
  }
  return added?.ok === true;
}

async function signInAgain(
  parts: Parts,
  account: Account,
  scope: string | undefined,
): Promise<boolean> {
  const signedIn = await signInWith(parts, account, scope === undefined ? [] : [scope]);
  if (signedIn === undefined || signedIn.account.id === account.id) {
    return signedIn !== undefined;
  }
  // Not waited for: the upload is over, and says so itself.
  void vscode.window.showWarningMessage(
    `You signed in as ${accountName(signedIn.account)}, but this upload is for ${accountName(account)}: nothing was sent.`,
  );
  return false;
}

function tellFailure(failure: Failure): void {
  const { what, remedy } = wordsOfFailure(failure);
  void vscode.window.showErrorMessage(`${what} ${remedy}`);
}
