import { l10n } from 'vscode';

/** What the questions of a sign-in say. */
export const SIGN_IN_TITLE = l10n.t('Sign In to Zoho CRM');

export const CONSOLE_TITLE = l10n.t('Zoho API Console');

/** The title while deleting photos is also asked for. */
export const TITLE_WITH_DELETION = l10n.t('Sign In to Zoho CRM, Allow Deleting Photos');
export const ALLOW_DELETION = l10n.t('Also allow deleting photos (needed to undo a first upload)');
export const FORBID_DELETION = l10n.t('Deleting photos will be allowed. Select to change that.');

export const WHICH_DATA_CENTER = l10n.t('What’s your CRM’s URL?');
export const WHICH_URL = l10n.t('What’s your CRM’s URL? Paste any, or choose its host');

export const NO_URL_OR_HOST = l10n.t(
  'This isn’t a URL of your CRM. Copy one from your browser, or choose its host below.',
);
export const URL_FIRST = l10n.t(
  'First paste a URL of your CRM, or choose its host below. This is asked for next.',
);
export const SANDBOX_NEEDS_CODE = l10n.t(
  'Sandbox: you’ll need a code, from “Generate Code” in the API console.',
);
export const NAME_NEEDS_CODE = l10n.t(
  'No “org” and digits: paste another page’s URL, or continue and use a code.',
);

export const SUCH_AS_URL = l10n.t(
  'Paste a URL of your CRM, such as https://crm.zoho.com/crm/org….',
);

/** Client ID and secret are there. */
export const URL_NEXT = l10n.t('Now paste any URL of your CRM, or choose its host below.');

/** `org808232144 · United States · crm.zoho.com` */
export function dotted(...parts: string[]): string {
  return parts.join(' · ');
}

export function withClient(login: string, id: string): string {
  return l10n.t('With the client of {0}: {1}', login, id);
}
export const WITH_ANOTHER_CLIENT = l10n.t('With another client…');

export const SHOW_HOW = l10n.t('First time? Show me how');
export const CHOOSE_FILE = l10n.t('Choose self_client.json…');
export const CHOOSE_FILE_DESCRIPTION = l10n.t('“Download” after “Generate Code”; or paste it here');
export const JSON_FILES = l10n.t('JSON files');

export const OTHER_WAYS = l10n.t('Other Sign-In Methods…');
export const OTHER_WAYS_DESCRIPTION = l10n.t('browser, device code, access token');

/** The data center of a client from a file isn't known. */
export function notKnownAt(host: string): string {
  return l10n.t('{0} doesn’t know this client.', host);
}
export const WHERE_IS_CLIENT = l10n.t(
  'Paste a URL of the CRM that it’s for, or choose its host below.',
);

export const WHICH_WAY = l10n.t('How do you want to sign in?');
export const RECOMMENDED = l10n.t('recommended');

export const WHICH_CLIENT = l10n.t('Which client?');
export const ANOTHER_CLIENT = l10n.t('Another client…');

/** @param most how many sign-ins Zoho keeps per client and person */
export function signInsInUse(inUse: number, most: number): string {
  return inUse < most
    ? l10n.t('{0} of {1} sign-ins in use', inUse, most)
    : l10n.t('{0} of {1} sign-ins in use; another one ends the oldest', inUse, most);
}

export const WHICH_CLIENT_TYPE = l10n.t('Client type');

/**
 * @param where data center, or host of a custom server
 * @param redirectUris that the client must have; empty if it needs none
 */
export function clientIdPrompt(
  type: string,
  where: string,
  redirectUris: readonly string[],
): string {
  return redirectUris.length === 0
    ? l10n.t('Client ID of a “{0}” client in the API console of {1}', type, where)
    : l10n.t(
        'Client ID of a “{0}” client in the API console of {1}, with the redirect URIs {2}',
        type,
        where,
        redirectUris.join(', '),
      );
}

export const ID_NOT_SECRET = l10n.t(
  'This is the client secret. Paste the client ID, or both together.',
);
export const SECRET_NOT_ID = l10n.t(
  'This is the client ID. Paste the client secret, or both together.',
);
export const ID_NOT_CODE = l10n.t('This is a code or token. Paste the client ID (1000.…) first.');
export const CLIENT_ID_AND_SECRET = l10n.t('Client ID and client secret');

export const NO_CLIENT_ID = l10n.t('Copy the client ID from the API console.');

export function clientSecretPrompt(isOptional: boolean): string {
  return isOptional
    ? l10n.t(
        'Client secret, next to the client ID; leave it empty if there is none. VS Code keeps it in its secret storage.',
      )
    : l10n.t('Client secret, next to the client ID. VS Code keeps it in its secret storage.');
}

export const NO_CLIENT_SECRET = l10n.t('Copy the client secret from the API console.');

/** What names the organization of a self client. */
export const CODE_OR_ORGANIZATION = {
  prompt: l10n.t(
    'Any URL of your CRM, or your organization ID. For a sandbox, a code from “Generate Code” in the API console, with the scopes that the button copies.',
  ),
  placeholder: l10n.t('https://crm.zoho…/crm/org…  or  1000.…'),
};

export const CODE_FOR_SANDBOX = {
  prompt: l10n.t(
    'A code from “Generate Code” in the API console, with the scopes that the button copies. There, choose the sandbox.',
  ),
  placeholder: '1000.…',
};

export const CODE_ONLY = {
  prompt: l10n.t(
    'A code from “Generate Code” in the API console, with the scopes that the button copies. An organization ID doesn’t get all of them.',
  ),
  placeholder: '1000.…',
};

export const TOKEN = {
  prompt: l10n.t(
    'Access token with the scopes that the button copies. Valid for up to 1 hour; then you sign in again.',
  ),
  placeholder: '1000.…',
};

export const NO_TOKEN = l10n.t('Paste only the access token, without “Zoho-oauthtoken”.');

export const COPY_SCOPES = l10n.t('Copy Scopes');

export function copyUri(uri: string): string {
  return l10n.t('Copy {0}', uri);
}

export function openHost(host: string, isUnconfirmed: boolean): string {
  return isUnconfirmed
    ? l10n.t('Open {0} (URL not confirmed by Zoho)', host)
    : l10n.t('Open {0}', host);
}

export const NOT_SIGNED_IN_YET = l10n.t('Not signed in');
export const SIGN_IN_FAILED = l10n.t('Sign-in failed');
export const TRY_AGAIN = l10n.t('Try again');
export const CHANGE_CLIENT = l10n.t('Change the client…');
export const WHEN_TO_CHANGE_CLIENT = l10n.t(
  'If Zoho’s page said “Invalid Client” or “Invalid Redirect Uri”',
);
