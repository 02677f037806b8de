import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { SignedIn } from '../auth/signIn.ts';
import type { BoundAccount } from '../auth/workspaceAccount.ts';
import { reach } from '../ui/milestones.ts';
import { accountName, environmentName, organizationName, personName } from '../ui/names.ts';
import { commandButton, learnMoreButton, offer } from '../ui/offer.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import {
  INVALID_SERVER,
  signedInElsewhere,
  signedInTo,
  USE_HERE,
  wordsOfSignedIn,
} from '../ui/words/signedIn.ts';
import { showRefusal } from './accountPolicy.ts';
import type { Services } from './services.ts';
import { isUsable } from './usableAccounts.ts';

/** *Sign In…* */
export async function signIn(services: Services): Promise<void> {
  const signedIn = await signInWith(services);
  if (signedIn === undefined) {
    return;
  }
  const { account } = signedIn;
  const bound = services.workspaceAccount.get();
  const isElsewhere = bound !== undefined && bound.id !== account.id;
  if (!isElsewhere) {
    // Bind first: the notification may stay open for hours, and the workspace's account may change.
    await bind(services, account);
    const upload = commandButton(BUTTONS['upload-photo'], 'uploadPhoto');
    await offer('info', signedInTo(accountName(account)), upload);
    return;
  }
  const chosen = await vscode.window.showInformationMessage(
    signedInElsewhere(accountName(account), bound.name),
    USE_HERE,
  );
  if (chosen === USE_HERE) {
    await bind(services, account);
  }
}

/**
 * Signs in, unless the “Custom Server” setting is invalid, or the administrator's policy can't be used.
 * Undefined if the person cancels.
 *
 * @param again the account to sign in to; undefined for any
 * @param more scopes in addition to the usual ones
 * @param ends aborting it cancels the sign-in
 * @param byCode whether a self client must use a code: an organization ID isn't enough
 */
export async function signInWith(
  services: Services,
  again?: Account,
  more: readonly string[] = [],
  ends?: AbortSignal,
  byCode = false,
): Promise<SignedIn | undefined> {
  const refusal = await services.policy.refusalOf({});
  if (refusal !== undefined) {
    showRefusal(refusal);
    return undefined;
  }
  const server = services.settings.customServer();
  if (server.kind === 'invalid') {
    await showInvalidServer();
    return undefined;
  }
  // An account's client is for its own servers only: no other may see its secret.
  const isOfServer = again !== undefined && isUsable(again, server);
  const signedIn = await services.signIn(
    isOfServer ? again : undefined,
    more,
    server,
    ends,
    byCode,
  );
  if (signedIn === undefined) {
    return undefined;
  }
  await reach(services.memory, 'hasSignedIn');
  for (const warning of wordsOfSignedIn(signedIn, services.secrets.isPersistent)) {
    // Not awaited: whatever needed the sign-in continues.
    void offer('warning', warning, learnMoreButton('sign-in'));
  }
  if (signedIn.file !== undefined) {
    const { offerDeletion } = await import('../ui/signIn/fileDeletion.ts');
    void offerDeletion(signedIn.file);
  }
  return signedIn;
}

/** Makes this workspace use the account. */
export async function bind({ workspaceAccount }: Services, account: Account): Promise<void> {
  await workspaceAccount.bind(boundAccount(account));
}

/** An account as a workspace remembers it. */
export function boundAccount(account: Account): BoundAccount {
  return {
    id: account.id,
    name: organizationName(account),
    details: {
      organization: account.organization.name,
      environment: environmentName(account),
      isProduction: account.place.environment === 'production',
      person: personName(account),
    },
  };
}

async function showInvalidServer(): Promise<void> {
  const open = BUTTONS['open-settings'];
  if ((await vscode.window.showErrorMessage(INVALID_SERVER, open)) === open) {
    await vscode.commands.executeCommand(
      'workbench.action.openSettings',
      'zohoCrmPhotos.customServer',
    );
  }
}
