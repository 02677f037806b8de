import { l10n } from 'vscode';
import type { PolicyFailure } from '../../zoho/failure.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** What the administrator of this machine doesn't allow. */
export function wordsOfPolicyFailure({ what, file }: PolicyFailure): Words {
  return what === 'unusable'
    ? words(
        l10n.t('Your organization’s policy can’t be read, so nothing is sent.'),
        l10n.t('Ask your administrator to correct {0}.', file),
      )
    : words(forbidden(what), l10n.t('Ask your administrator if you need it.'));
}

function forbidden(what: Exclude<PolicyFailure['what'], 'unusable'>): string {
  switch (what) {
    case 'allowedDataCenters':
      return l10n.t('Your organization’s policy doesn’t allow this data center.');
    case 'allowedOrganizations':
      return l10n.t('Your organization’s policy doesn’t allow this CRM organization.');
    case 'customServer':
      return l10n.t('Your organization’s policy doesn’t allow custom servers.');
    case 'languageModelTools':
      return l10n.t('Your organization’s policy doesn’t allow language-model tools.');
    case 'pastedTokens':
      return l10n.t('Your organization’s policy doesn’t allow pasted access tokens.');
    case 'production':
      return l10n.t('Your organization’s policy doesn’t allow production organizations.');
    case 'uploadFromUrl':
      return l10n.t('Your organization’s policy doesn’t allow uploads from URLs.');
  }
}

/** The detail of an account in a list. */
export const NOT_ALLOWED = l10n.t('Not allowed by your organization’s policy');

/** For a notification that has a button. @param account its name */
export function accountNotAllowed(account: string, why: string): string {
  return l10n.t('{0} can’t be used. {1}', account, why);
}
