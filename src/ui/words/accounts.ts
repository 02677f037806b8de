import { l10n } from 'vscode';

export const ACCOUNT_TITLE = l10n.t('Zoho CRM Account');
export const WHICH_ACCOUNT = l10n.t('Which account?');

/** @param account of this workspace */
export function whichAccountInstead(account: string): string {
  return l10n.t(
    'This workspace was used with {0}, which is signed out. Which account now?',
    account,
  );
}

export const USED_HERE = l10n.t('Used in this workspace');
export const ANOTHER_SIGN_IN = l10n.t('Sign in to another account…');
