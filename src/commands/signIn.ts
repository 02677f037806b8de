import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { SignedIn } from '../auth/signIn.ts';
import { accountName, organizationName } from '../ui/names.ts';
import { wordsOfSignedIn } from '../ui/words/signedIn.ts';
import type { Services } from './services.ts';
import { isUsable } from './usableAccounts.ts';

/** *Sign In to Zoho CRM…* */
export async function signIn(services: Services): Promise<void> {
  const signedIn = await signInWith(services);
  if (signedIn === undefined) {
    return;
  }
  const { account } = signedIn;
  const bound = services.workspaceAccount.get();
  const use = 'Use in This Workspace';
  const isElsewhere = bound !== undefined && bound.id !== account.id;
  const message = `Signed in to Zoho CRM: ${accountName(account)}.`;
  if (!isElsewhere) {
    // Before it is told: the notification may stay for hours, and the workspace change meanwhile.
    await bind(services, account);
    await vscode.window.showInformationMessage(message);
    return;
  }
  const chosen = await vscode.window.showInformationMessage(
    `${message} This workspace still uploads to ${bound.name}.`,
    use,
  );
  if (chosen === use) {
    await bind(services, account);
  }
}

/**
 * Signs in, where the settings allow it. Undefined when the person cancels.
 *
 * @param more scopes beyond those that everybody is asked for
 * @param ends cancels it from outside
 * @param byCode whether a self client's organization ID does not serve for it, and a code may
 */
export async function signInWith(
  services: Services,
  again?: Account,
  more: readonly string[] = [],
  ends?: AbortSignal,
  byCode = false,
): Promise<SignedIn | undefined> {
  const server = services.settings.customServer();
  if (server.kind === 'invalid') {
    await tellInvalidServer();
    return undefined;
  }
  // What is known of an account is for its own servers: no other may see its client's secret.
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
  await vscode.commands.executeCommand('setContext', 'zohoCrmPhotos.signedIn', true);
  for (const warning of wordsOfSignedIn(signedIn, services.secrets.lasts)) {
    // Not waited for: the upload behind the sign-in goes on.
    void vscode.window.showWarningMessage(warning);
  }
  return signedIn;
}

/** From now on this workspace works with the account. */
export async function bind({ workspaceAccount }: Services, account: Account): Promise<void> {
  await workspaceAccount.bind({ id: account.id, name: organizationName(account) });
}

async function tellInvalidServer(): Promise<void> {
  const open = 'Open Settings';
  const chosen = await vscode.window.showErrorMessage(
    'The setting “Custom Server” is not valid: it takes the addresses accounts, api and web, each https:// or on this machine. Correct it or remove it, then sign in.',
    open,
  );
  if (chosen === open) {
    await vscode.commands.executeCommand(
      'workbench.action.openSettings',
      'zohoCrmPhotos.customServer',
    );
  }
}
