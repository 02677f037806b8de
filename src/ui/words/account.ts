import { l10n } from 'vscode';

export function workspaceUses(account: string): string {
  return l10n.t('This workspace now uses {0}.', account);
}

/** After a sign-in that took so long that the server was changed meanwhile. */
export function isOfOtherServer(account: string): string {
  return l10n.t(
    'You signed in as {0}, but the “Custom Server” setting has changed and this account is on another server. Nothing was sent; start again.',
    account,
  );
}

/** After a sign-in to another account than an upload's. */
export function isOtherAccount(account: string, uploadsTo: string): string {
  return l10n.t(
    'You signed in as {0}, but this upload is for {1}. Nothing was sent.',
    account,
    uploadsTo,
  );
}

/** An upload has stopped in the middle. @param what why, as a sentence */
export function uploadWaits(organization: string, what: string, forScope: boolean): string {
  return forScope
    ? l10n.t('{0}: {1} The upload resumes once you allow access.', organization, what)
    : l10n.t('{0}: {1} The upload resumes once you sign in.', organization, what);
}

export const ALLOW = l10n.t('Allow');
export const SIGN_IN_BY_CODE = l10n.t('Sign In with a Code');
export const UPLOAD_IS_OVER = l10n.t('The upload that asked for this has ended');
