import { l10n } from 'vscode';
import type { SignedIn } from '../../auth/signIn.ts';
import { plural } from './plural.ts';
import { allows, SEARCH_SCOPE } from '../../zoho/scopes.ts';

/** Warnings after a successful sign-in. */
export function wordsOfSignedIn({ account, refreshTokens }: SignedIn, lasts: boolean): string[] {
  const warnings: string[] = [];
  if (!lasts) {
    warnings.push(
      l10n.t('Secrets can’t be stored on this machine. You’re signed in until VS Code restarts.'),
    );
  }
  if (account.credentials.kind === 'access-token') {
    const minutes = Math.max(0, Math.round((account.access.endsAt - Date.now()) / 60_000));
    warnings.push(
      plural(minutes, {
        one: l10n.t(
          'The access token is valid for up to 1 minute. Then you need to sign in again.',
        ),
        other: l10n.t(
          'The access token is valid for up to {0} minutes. Then you need to sign in again.',
          minutes,
        ),
      }),
    );
  }
  if (account.credentials.kind === 'client-credentials' && !allows(account.scopes, SEARCH_SCOPE)) {
    warnings.push(
      l10n.t(
        'Zoho didn’t grant this client full search, so you can find records by ID, URL, or name only. To search by any word, sign in with a code from “Generate Code” in the API console.',
      ),
    );
  }
  if (refreshTokens !== undefined && refreshTokens.inUse >= refreshTokens.most) {
    warnings.push(
      l10n.t(
        'This client has {0} of {1} sign-ins in use. Another one silently ends the oldest, so sign out of those you don’t need or use another client.',
        refreshTokens.inUse,
        refreshTokens.most,
      ),
    );
  }
  return warnings;
}

export function signedInTo(account: string): string {
  return l10n.t('Signed in to Zoho CRM: {0}.', account);
}

/** The account isn't the one that the workspace uses. @param organization of the workspace's */
export function signedInElsewhere(account: string, organization: string): string {
  return l10n.t(
    'Signed in to Zoho CRM: {0}. This workspace still uploads to {1}.',
    account,
    organization,
  );
}

export const USE_HERE = l10n.t('Use in This Workspace');

export const INVALID_SERVER = l10n.t(
  'The “Custom Server” setting isn’t valid: accounts, api, and web must be URLs, each https:// or on this machine. Correct or remove it, then sign in.',
);
