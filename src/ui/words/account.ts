import { l10n } from 'vscode';

export const ACCOUNT_TITLE = l10n.t('Zoho CRM Account');
export const WHICH_ACCOUNT = l10n.t('Which account?');

/** @param account that this workspace used before */
export function isSignedOut(account: string): string {
  return l10n.t('This workspace was used with {0}, which is signed out.', account);
}

export const USED_HERE = l10n.t('Used in this workspace');
export const ANOTHER_SIGN_IN = l10n.t('Sign in to another account…');

export function workspaceUses(account: string): string {
  return l10n.t('Now using {0}.', account);
}

/** The “Custom Server” setting changed during the sign-in. */
export function isOfOtherServer(account: string): string {
  return l10n.t(
    'You signed in as {0}, but the “Custom Server” setting has changed and this account is on another server. Nothing was sent; start again.',
    account,
  );
}

/** A sign-in was asked for, and was to a different account. */
export function isOtherAccount(account: string, wanted: string): string {
  return l10n.t('You signed in as {0} instead of {1}. Nothing was sent.', account, wanted);
}

/**
 * Something is waiting for access.
 *
 * @param why as a sentence
 * @param next what happens once there is access, as a sentence
 */
export function waitsForAccess(organization: string, why: string, next: string): string {
  return l10n.t('{0}: {1} {2}', organization, why, next);
}

/** A record is shown, but its account isn't signed in to anymore, or is one of another server. */
export const SIGNED_OUT_OF_RECORD = l10n.t(
  'You’re signed out of this record’s account. Sign in, then try again.',
);

export const ALLOW = l10n.t('Allow');
export const SIGN_IN_BY_CODE = l10n.t('Sign In with a Code');
