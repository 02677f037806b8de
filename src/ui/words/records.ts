import { l10n } from 'vscode';
import { grouped } from './numbers.ts';

/** The title of a question: a picture or task, and the organization. */
export function recordTitle(picture: string, organization: string): string {
  return l10n.t('{0} → {1}', picture, organization);
}

/** The same for one of several pictures. */
export function recordTitleOfSeveral(
  picture: string,
  number: number,
  of: number,
  organization: string,
): string {
  return l10n.t('{0} ({1} of {2}) → {3}', picture, grouped(number), grouped(of), organization);
}

export const WHICH_RECORD = l10n.t('Which record?');
export const RECORD_OR_MODULE = l10n.t(
  'Type a name, word, or ID, paste a URL, or select a module.',
);

export function recordPlaceholder(module: string): string {
  return l10n.t('Record in {0}: name, email, phone, any word, record ID, or URL', module);
}

export const RECENT_RECORDS = l10n.t('recent records');
export const MODULES = l10n.t('modules');
export const ACCOUNT = l10n.t('account');

export const SAME_RECORD = l10n.t('Same record again');

/** @param automations that were skipped before: `workflow rules` */
export function sameRecordSkipping(automations: string): string {
  return l10n.t('Same record again, skipping {0}', automations);
}

export const ANOTHER_MODULE = {
  label: l10n.t('Another module…'),
  description: l10n.t('by its API name'),
};

export const CHOOSE_ANOTHER_MODULE = l10n.t('Choose another module…');
export const SHOW_OWN_MODULES = l10n.t('Show your organization’s modules…');
export const SWITCH_ACCOUNT = l10n.t('Switch account…');

export function needsScope(scope: string): string {
  return l10n.t('needs the scope {0}', scope);
}

export function nothingMatches(text: string): { label: string; detail: string } {
  return {
    label: l10n.t('Nothing here matches “{0}”.', text),
    detail: l10n.t('Choose a module to search its records.'),
  };
}

/** How the record of an item was found. */
export const BY_ID = l10n.t('by its record ID');

export function ofUrl(organization: string): string {
  return l10n.t('the record of this URL in {0}', organization);
}

export const MODULE_PROMPT = l10n.t(
  'API name of the module (see Setup > Developer Hub > APIs in the CRM)',
);

/** An example of a custom module. */
export const MODULE_EXAMPLE = 'Vehicles';

/** An item that searches a module. Its description is what for. */
export function searchModule(module: string): string {
  return l10n.t('Search {0}', module);
}

export function searchedText(text: string, isWords: boolean): string {
  return isWords ? l10n.t('for “{0}”', text) : l10n.t('for “{0}”, as a phone number or code', text);
}

export function searchItem(
  module: string,
  text: string,
  isWords: boolean,
): {
  label: string;
  description: string;
} {
  return {
    label: l10n.t('Search {0} for “{1}”', module, text),
    description: isWords ? l10n.t('as words') : l10n.t('as a phone number'),
  };
}

export const TOO_SHORT = l10n.t(
  'Type at least two characters of a name, email address, phone number, or code.',
);
export const SEARCHING = l10n.t('Searching…');

/** @param remedy what to do about a failed search: a sentence */
export function orById(remedy: string): string {
  return l10n.t('{0} A record ID works without searching.', remedy);
}

export const ALLOW_SEARCHING = l10n.t('Allow searching…');
export const ALLOW_ANY_WORD = l10n.t('Allow searching by any word…');
export const ALLOW_RECENT = l10n.t('Find recently created records by words, too…');
export const ID_OR_URL_WORKS = l10n.t('A record ID or a record’s URL works, too.');
export const FRESH_BY_ID = l10n.t('To find a record created a moment ago, use its ID or URL.');

export function noneLikeThis(module: string): string {
  return l10n.t('No name, code, email address, or phone number like this in {0}.', module);
}

export function nothingFound(module: string): string {
  return l10n.t('Nothing found in {0}.', module);
}

export const HAS_PHOTO = l10n.t('has a photo');
