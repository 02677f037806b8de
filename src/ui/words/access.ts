import { l10n } from 'vscode';
import type { Failure, OAuthFailure, ScopeRefused, SignInNeeded } from '../../zoho/failure.ts';
import { plain } from '../plain.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Why a person is no longer signed in. */
export function wordsOfSignInNeeded({ why }: SignInNeeded): Words {
  switch (why) {
    case 'client-gone':
      return words(
        l10n.t(
          'You’re no longer signed in: the client was deleted, or its secret was changed in the API console.',
        ),
        l10n.t('Sign in again with another client.'),
        'sign-in',
      );
    case 'refused':
      return words(
        l10n.t('Zoho no longer accepts the sign-in.'),
        l10n.t('Sign in again.'),
        'sign-in',
      );
    case 'secret-changed':
      return words(
        l10n.t('You’re no longer signed in: the client’s secret was changed in the API console.'),
        l10n.t('Sign in again with the new secret.'),
        'sign-in',
      );
    case 'signed-out':
      return words(l10n.t('You signed out of this account.'), l10n.t('Sign in again.'), 'sign-in');
    case 'token-ended':
      return words(
        l10n.t('The access token has expired: it’s valid for up to 1 hour.'),
        l10n.t('Sign in again with a new one, or in another way that lasts longer.'),
        'sign-in',
      );
    case 'withdrawn':
      return words(
        l10n.t(
          'You’re no longer signed in: access was revoked in Zoho or replaced by newer sign-ins (Zoho keeps 20).',
        ),
        l10n.t('Sign in again.'),
        'sign-in',
      );
  }
}

/**
 * Why an account has no access token for now.
 *
 * @param cause what its failure is called elsewhere
 */
export function wordsOfRenewal(failure: Failure, cause: Words): Words {
  const isOfNetwork = 'sentAll' in failure || failure.kind === 'answer-unreadable';
  const said =
    failure.kind === 'oauth-error' ? l10n.t('Zoho said “{0}”.', plain(failure.error)) : cause.what;
  const next = isOfNetwork ? cause.remedy : l10n.t('Retry later.');
  return words(
    `${l10n.t('Couldn’t renew your access to Zoho.')} ${said}`,
    `${l10n.t('You’re still signed in.')} ${next}`,
    'retry',
  );
}

/** With `retryAfter`, of an account that stays signed in; otherwise of a sign-in that has just failed. */
export function wordsOfThrottling({ retryAfter }: OAuthFailure): Words {
  return retryAfter === undefined
    ? words(l10n.t('Too many sign-in requests.'), l10n.t('Try again in 10 minutes.'))
    : words(
        l10n.t('Too many sign-in requests.'),
        l10n.t('You’re still signed in. Retry in 10 minutes.'),
        'retry',
      );
}

/** A self client has no access to the organization, or a scope is refused: Zoho's error doesn't always say which. */
export function wordsOfRefusedOrganization(error: string): Words {
  return /scope|missing_org_info/i.test(error)
    ? words(
        l10n.t(
          'Zoho doesn’t give this client access to the organization ({0}): the ID isn’t its owner’s, or a scope isn’t granted.',
          plain(error, 60),
        ),
        l10n.t(
          'Check the ID (the digits after “org” in your CRM’s URL), or paste a code from “Generate Code” instead.',
        ),
        'sign-in',
      )
    : words(
        l10n.t('Zoho doesn’t give this client access to the organization ({0}).', plain(error, 60)),
        l10n.t(
          'Check the ID (the digits after “org” in your CRM’s URL), or paste a code from “Generate Code” instead.',
        ),
        'sign-in',
      );
}

export function wordsOfRefusedScopes({ scopes, error }: ScopeRefused): Words {
  const asked = plain(scopes.join(', '));
  return words(
    error === undefined
      ? l10n.t('Zoho doesn’t grant this client {0}; nothing else has changed.', asked)
      : l10n.t(
          'Zoho doesn’t grant this client {0} ({1}); nothing else has changed.',
          asked,
          plain(error, 60),
        ),
    l10n.t('To allow it, sign in with a code from “Generate Code” in the API console.'),
    'sign-in',
  );
}
