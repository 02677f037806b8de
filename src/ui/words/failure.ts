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
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Every failure between us and Zoho. The compiler holds it complete. */
export function wordsOfFailure(failure: Failure): Words {
  switch (failure.kind) {
    case 'answer-unreadable':
      return words(
        `The answer did not come from Zoho’s API (HTTP ${failure.status}${contentType(failure.contentType)}).`,
        'A proxy or a sign-in page of your network may be in the way: check it, then retry.',
        'retry',
      );
    case 'client-refused':
      return words(
        `Zoho does not know this client at ${plain(failure.host)}.`,
        'Check the client ID, its type, and that the client was created in the API console of the same data center.',
        'sign-in',
      );
    case 'client-secret-refused':
      return words(
        'Zoho does not accept the client secret.',
        'Copy it once more from the API console.',
        'sign-in',
      );
    case 'code-refused':
      return words(
        'Zoho does not accept the code. A code works once, and only for a few minutes.',
        'Get a new one: sign in again, or generate it in the API console.',
        'sign-in',
      );
    case 'device-code-expired':
      return words(
        'The code was not entered in time.',
        'Sign in again to get a new one.',
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
      return words('Access was not granted.', 'Sign in again to allow it.', 'sign-in');
    case 'foreign-server':
      return words(
        `The sign-in named the server ${plain(failure.server)}, which is not one of this data center’s. Nothing was sent there.`,
        'Check the data center, and sign in again.',
        'sign-in',
      );
    case 'oauth-error':
      return words(
        `Zoho refused the sign-in with “${plain(failure.error)}”.`,
        // It comes and goes, whatever the client.
        failure.error === 'general_error'
          ? 'Try again in a while.'
          : 'Check the client in the API console, and sign in again.',
        'sign-in',
      );
    case 'organization-refused':
      return wordsOfRefusedOrganization(failure.error);
    case 'other-product':
      return words(
        `“${plain(failure.organization)}” is an organization of Bigin, not of Zoho CRM.`,
        'Sign in again, and choose an organization of Zoho CRM: production, sandbox or developer.',
        'sign-in',
      );
    case 'redirect-refused':
      return words(
        'The client does not have the redirect address that it was used with.',
        'Add the redirect addresses to it in the API console, or use a client of the right type.',
        'sign-in',
      );
    case 'scope-unknown':
      return words(
        'Zoho does not know one of the scopes.',
        'Sign in again; where you generate a code, use the scopes copied from the sign-in.',
        'sign-in',
      );
    case 'renewal-failed':
      return wordsOfRenewal(failure.failure, wordsOfFailure(failure.failure));
    case 'scope-refused':
      return wordsOfRefusedScopes(failure);
    case 'secrets-unavailable':
      return words(
        'VS Code’s secret storage fails: your Zoho CRM accounts cannot be read or changed now.',
        'Nothing was deleted. Unlock your keyring or restart VS Code, then retry. Signing in again lasts until a restart.',
        'retry',
      );
    case 'sign-in-needed':
      return wordsOfSignInNeeded(failure);
    case 'sign-in-timed-out':
      return words(
        'Nobody came back from Zoho’s page in five minutes.',
        'Sign in again. If the page shows an error, check the client ID, redirect addresses and data center.',
        'sign-in',
      );
    case 'token-throttled':
      return wordsOfThrottling(failure);
    default:
      return wordsOfCrmFailure(failure);
  }
}

function contentType(type: string): string {
  return type === '' ? '' : `, ${plain(type, 40)}`;
}
