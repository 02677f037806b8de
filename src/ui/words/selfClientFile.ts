import { l10n } from 'vscode';
import { clockWords } from './dates.ts';
import type { CodeProblem } from '../../auth/codeProblem.ts';
import type { SelfClientReading } from '../../auth/selfClientFile.ts';
import {
  COQL_SCOPE,
  FIELDS_SCOPE,
  LAYOUTS_SCOPE,
  MODULES_SCOPE,
  ORGANIZATION_SCOPE,
  SEARCH_SCOPE,
  USER_SCOPE,
} from '../../zoho/scopes.ts';
import { plain } from '../plain.ts';
import { listed } from './listed.ts';

/** Zoho's name for the file. */
export const FILE_NAME = 'self_client.json';

export const SIGN_IN_WITH_FILE = l10n.t('Sign In');

/** What is wrong with a file or its code, and what to do about it. */
export interface FileProblem {
  readonly what: string;
  readonly remedy: string;
}

export function notSelfClientFile(name: string): FileProblem {
  return {
    what: l10n.t('{0} isn’t a self_client.json.', plain(name)),
    remedy: l10n.t('Download one with “Generate Code” in the API console.'),
  };
}

export function fileNotRead(name: string): FileProblem {
  return {
    what: l10n.t('{0} can’t be read.', plain(name)),
    remedy: l10n.t('Check the path, or paste the file’s content.'),
  };
}

export function wordsOfReading(
  reading: Exclude<SelfClientReading, { kind: 'file' | 'none' }>,
): FileProblem {
  return reading.kind === 'unreadable'
    ? {
        what: l10n.t('This isn’t all of self_client.json.'),
        remedy: l10n.t('Copy the whole file.'),
      }
    : {
        what: l10n.t('This self_client.json has no “{0}”.', reading.missing),
        remedy: l10n.t('Download it again from the API console.'),
      };
}

export function wordsOfCodeProblem(problem: CodeProblem): FileProblem {
  switch (problem.kind) {
    case 'expired':
      return {
        what: l10n.t(
          'The code in self_client.json expired at {0} (it’s {1} now).',
          clockWords(problem.at, problem.now),
          clockWords(problem.now, problem.now),
        ),
        remedy: l10n.t('Generate a new one in the API console, and download the file again.'),
      };
    case 'used':
      return {
        what: l10n.t('This code was already used, and works only once.'),
        remedy: l10n.t('Generate a new one in the API console.'),
      };
    case 'scopes-missing':
      return {
        what: without(problem.scopes),
        remedy: l10n.t('Generate one with the scopes that “Copy Scopes” copies.'),
      };
  }
}

/** What a code without these scopes doesn't allow. */
export function without(scopes: readonly string[]): string {
  const modules = (operation: string): string[] =>
    scopes.flatMap((scope) => {
      const [, name = '', what] = /^ZohoCRM\.modules\.(\w+)\.(\w+)$/.exec(scope) ?? [];
      return what === operation ? [MODULE_WORDS.get(name) ?? name] : [];
    });
  const [uploads, reads, deletions] = ['CREATE', 'READ', 'DELETE'].map(modules);
  const lacking = [
    ...inModules(uploads, l10n.t('uploading'), (names) => l10n.t('uploading to {0}', names)),
    ...inModules(reads, l10n.t('finding records'), (names) =>
      l10n.t('finding records in {0}', names),
    ),
    ...inModules(deletions, l10n.t('deleting photos'), (names) =>
      l10n.t('deleting photos in {0}', names),
    ),
    ...(scopes.includes(ORGANIZATION_SCOPE) || scopes.includes(USER_SCOPE)
      ? [l10n.t('seeing which organization it’s for')]
      : []),
    ...(scopes.includes(MODULES_SCOPE) || scopes.includes(LAYOUTS_SCOPE)
      ? [l10n.t('seeing which modules have photos')]
      : []),
    ...(scopes.includes(SEARCH_SCOPE) ? [l10n.t('searching by any word')] : []),
    ...(scopes.includes(COQL_SCOPE) || scopes.includes(FIELDS_SCOPE)
      ? [l10n.t('finding records by their fields')]
      : []),
  ];
  const named = lacking.length === 0 ? scopes.map((scope) => plain(scope)) : lacking;
  return l10n.t('The code doesn’t allow {0}.', listed(named, 'disjunction'));
}

const MODULE_WORDS: ReadonlyMap<string, string> = new Map([
  ['leads', l10n.t('Leads')],
  ['contacts', l10n.t('Contacts')],
  ['accounts', l10n.t('Accounts')],
  ['products', l10n.t('Products')],
  ['vendors', l10n.t('Vendors')],
  ['deals', l10n.t('Deals')],
  ['custom', l10n.t('custom modules')],
]);

function inModules(
  names: readonly string[] | undefined,
  everywhere: string,
  inSome: (names: string) => string,
): string[] {
  if (names === undefined || names.length === 0) {
    return [];
  }
  return [names.length === MODULE_WORDS.size ? everywhere : inSome(listed(names))];
}

export function validUntil(time: number): string {
  return l10n.t('valid until {0}', clockWords(time, Date.now()));
}

/** @param note what the code doesn't allow, if anything */
export function signsInWith(note: string | undefined): string {
  const ready = l10n.t('self_client.json: press Enter to sign in.');
  return note === undefined ? ready : `${ready} ${note}`;
}

/** @param milliseconds until the code expires */
export function codeExpiry(milliseconds: number): string {
  if (milliseconds <= 0) {
    return l10n.t('code expired');
  }
  const seconds = Math.ceil(milliseconds / 1000);
  const rest = String(seconds % 60).padStart(2, '0');
  return l10n.t('code expires in {0}', `${Math.floor(seconds / 60)}:${rest}`);
}

export function holdsSecret(name: string, isInRepository: boolean): string {
  return isInRepository
    ? l10n.t('{0} holds your client secret and is in a Git repository. Delete it?', plain(name))
    : l10n.t('{0} holds your client secret. Delete it?', plain(name));
}

export const DELETE_FILE = l10n.t('Delete File');

export function fileChanged(name: string): string {
  return l10n.t('{0} has changed, and was kept.', plain(name));
}

export function fileNotDeleted(name: string): string {
  return l10n.t('{0} couldn’t be deleted. Delete it yourself.', plain(name));
}
