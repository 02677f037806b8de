import { l10n } from 'vscode';
import type { Failure } from '../../zoho/failure.ts';
import { plain } from '../plain.ts';
import {
  wordsOfRefusedOrganization,
  wordsOfRefusedScopes,
  wordsOfRenewal,
  wordsOfSignInNeeded,
  wordsOfThrottling,
} from './access.ts';
import { wordsOfCrmFailure } from './crmFailure.ts';
import { wordsOfNetworkFailure } from './networkFailure.ts';
import { wordsOfPolicyFailure } from './policy.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Every failure between us and Zoho. The compiler checks that none is missing. */
export function wordsOfFailure(failure: Failure): Words {
  switch (failure.kind) {
    case 'answer-unreadable':
      return words(
        l10n.t('The response didn’t come from Zoho’s API ({0}).', answerOf(failure)),
        l10n.t('Check for a proxy or a sign-in page of your network, then retry.'),
        'retry',
      );
    case 'client-refused':
      return words(
        l10n.t('{0} doesn’t recognize this client.', plain(failure.host)),
        l10n.t(
          'Check the client ID and type, and that the client was created in the API console of the same data center.',
        ),
        'sign-in',
      );
    case 'client-secret-refused':
      return words(
        l10n.t('Zoho didn’t accept the client secret.'),
        l10n.t('Copy it again from the API console.'),
        'sign-in',
      );
    case 'code-refused':
      return words(
        l10n.t('Zoho didn’t accept the code: it works only once and expires in a few minutes.'),
        l10n.t('Sign in again, or generate a new code in the API console.'),
        'sign-in',
      );
    case 'device-code-expired':
      return words(
        l10n.t('The code expired before it was entered.'),
        l10n.t('Sign in again to get a new one.'),
        'sign-in',
      );
    case 'certificate-refused':
    case 'connection-lost':
    case 'connection-refused':
    case 'host-not-found':
    case 'proxy-refused':
    case 'timed-out':
    case 'unreachable':
      return wordsOfNetworkFailure(failure);
    case 'consent-refused':
      return words(
        l10n.t('Access wasn’t allowed.'),
        l10n.t('Sign in again and allow it.'),
        'sign-in',
      );
    case 'foreign-server':
      return words(
        l10n.t(
          'The sign-in named a server outside this data center ({0}), and nothing was sent to it.',
          plain(failure.server),
        ),
        l10n.t('Check the data center, then sign in again.'),
        'sign-in',
      );
    case 'oauth-error':
      return words(
        l10n.t('Zoho refused the sign-in (“{0}”).', plain(failure.error)),
        // This error comes and goes, with every client.
        failure.error === 'general_error'
          ? l10n.t('Try again later.')
          : l10n.t('Check the client in the API console, then sign in again.'),
        'sign-in',
      );
    case 'organization-refused':
      return wordsOfRefusedOrganization(failure.error);
    case 'other-product':
      return words(
        l10n.t('“{0}” is a Bigin organization, not a Zoho CRM one.', plain(failure.organization)),
        l10n.t(
          'Sign in again and choose a Zoho CRM organization (production, sandbox, or developer).',
        ),
        'sign-in',
      );
    case 'policy':
      return wordsOfPolicyFailure(failure);
    case 'redirect-refused':
      return words(
        l10n.t('The client doesn’t have the redirect URI that was used.'),
        l10n.t(
          'Add the redirect URIs to it in the API console, or use a client of the right type.',
        ),
        'sign-in',
      );
    case 'scope-unknown':
      return words(
        l10n.t('Zoho doesn’t recognize one of the scopes.'),
        l10n.t('Sign in again (for a code, use the scopes copied from the sign-in).'),
        'sign-in',
      );
    case 'renewal-failed':
      return wordsOfRenewal(failure.failure, wordsOfFailure(failure.failure));
    case 'scope-refused':
      return wordsOfRefusedScopes(failure);
    case 'secrets-unavailable':
      return words(
        l10n.t(
          'VS Code’s secret storage isn’t working, so your Zoho CRM accounts are kept but can’t be read or changed.',
        ),
        l10n.t(
          'Unlock your keyring or restart VS Code, then retry; a new sign-in lasts only until VS Code restarts.',
        ),
        'retry',
      );
    case 'sign-in-needed':
      return wordsOfSignInNeeded(failure);
    case 'sign-in-timed-out':
      return words(
        l10n.t('Sign-in timed out.'),
        l10n.t(
          'Sign in again; if Zoho’s page showed an error, check the client ID, redirect URIs, and data center.',
        ),
        'sign-in',
      );
    case 'token-throttled':
      return wordsOfThrottling(failure);
    default:
      return wordsOfCrmFailure(failure);
  }
}

/** `HTTP 200, text/html` */
function answerOf({ status, contentType }: Failure & { kind: 'answer-unreadable' }): string {
  return [`HTTP ${status}`, ...(contentType === '' ? [] : [plain(contentType, 40)])].join(', ');
}
