import type { Failure, OAuthFailure, ScopeRefused, SignInNeeded } from '../../zoho/failure.ts';
import { plain } from '../plain.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Why somebody who was signed in is so no more. */
export function wordsOfSignInNeeded({ why }: SignInNeeded): Words {
  switch (why) {
    case 'client-gone':
      return words(
        'You are no longer signed in: Zoho does not know the client any more. It was deleted in the API console, or its secret was changed.',
        'Sign in again with a client that is in the API console to resume the upload.',
        'sign-in',
      );
    case 'refused':
      return words(
        'Zoho no longer accepts the sign-in.',
        'Sign in again to resume the upload.',
        'sign-in',
      );
    case 'secret-changed':
      return words(
        'You are no longer signed in: the client’s secret was changed in the API console.',
        'Sign in again with the new secret to resume the upload.',
        'sign-in',
      );
    case 'signed-out':
      return words(
        'You have signed out of this account.',
        'Sign in again to resume the upload.',
        'sign-in',
      );
    case 'token-ended':
      return words(
        'The access token that you pasted no longer works: it lasts an hour at most.',
        'Sign in again with a new one to resume the upload. Every other way to sign in lasts longer.',
        'sign-in',
      );
    case 'withdrawn':
      return words(
        'You are no longer signed in: the access was withdrawn at Zoho, or gave way to newer ones (Zoho keeps twenty).',
        'Sign in again to resume the upload.',
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
  const said = failure.kind === 'oauth-error' ? `Zoho said “${plain(failure.error)}”.` : cause.what;
  return words(
    `Your access to Zoho could not be renewed. ${said}`,
    `You stay signed in. ${isOfNetwork ? cause.remedy : 'Retry in a while.'}`,
    'retry',
  );
}

/** Of an account it is known when Zoho gives tokens again. Nobody else is signed in yet. */
export function wordsOfThrottling({ retryAfter }: OAuthFailure): Words {
  return retryAfter === undefined
    ? words('Too many sign-in requests.', 'Zoho takes no more for now. Try again in 10 minutes.')
    : words(
        'Zoho gives no more access tokens for now: too many were requested within ten minutes.',
        'You stay signed in. Wait ten minutes, then retry.',
        'retry',
      );
}

/** A self client's organization that Zoho gives no access to: or it is the scopes that it refuses. */
export function wordsOfRefusedOrganization(error: string): Words {
  return /scope|missing_org_info/i.test(error)
    ? words(
        `Zoho gives this client no access to the organization (${plain(error, 60)}): either the ID is not its owner’s, or a scope is not granted.`,
        'Check the ID (the digits after “org” in your CRM’s URL). If it is right, paste a code from “Generate Code” instead.',
        'sign-in',
      )
    : words(
        `Zoho does not give this client access to that organization (${plain(error, 60)}).`,
        'Check the organization’s ID (the digits after “org” in your CRM’s URL), or use a code from “Generate Code” instead.',
        'sign-in',
      );
}

export function wordsOfRefusedScopes({ scopes, error }: ScopeRefused): Words {
  const said = error === undefined ? '' : ` (${plain(error, 60)})`;
  return words(
    `Zoho does not grant this client ${plain(scopes.join(', '))}${said}. Nothing else has changed.`,
    'Sign in with a code from “Generate Code” in the API console to allow it.',
    'sign-in',
  );
}
