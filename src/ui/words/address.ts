import { l10n } from 'vscode';
import type { CrmAddress, OtherAddress } from '../../zoho/crmAddress.ts';
import type { CrmPage } from '../../zoho/crmPage.ts';
import type { UnreadableAddress } from '../../zoho/pastedAddress.ts';
import type { RecordIdProblem } from '../../zoho/recordId.ts';
import { plain } from '../plain.ts';

/** Why a pasted URL names no record. */
export type NoRecord = Exclude<CrmAddress, { kind: 'none' | 'record' }>;

const copy = (): string =>
  l10n.t('Open the record in the CRM, then copy its URL from the browser.');

interface Words {
  readonly what: string;
  readonly remedy: string;
}

/** @param organization with PRODUCTION or SANDBOX */
export function useIn(organization: string): string {
  return l10n.t('Use it in {0}', organization);
}

export const WORKSPACE_SWITCHES = l10n.t('The workspace switches to that account.');
export const ONE_ORGANIZATION = l10n.t(
  'All pictures of this upload go to one organization. For another one, start over.',
);
export const SIGN_IN_FOR_URL = l10n.t('Sign in to the organization of this URL…');
export const THEN_ITS_RECORD = l10n.t('You don’t have to paste the URL again.');

/** After a sign-in for a URL. */
export function isNotOfUrl(organization: string): string {
  return l10n.t(
    'Nothing was sent: you signed in to {0}, which isn’t the organization of the URL.',
    organization,
  );
}

/** The title of a progress. */
export function findingModule(account: string): string {
  return l10n.t('Finding the URL’s module in {0}', account);
}

/** Why a pasted URL names no record, and where to find one that does. */
export function wordsOfNoRecord(address: NoRecord): Words {
  return address.kind === 'no-record'
    ? wordsOfPage(address.page)
    : { what: wordsOfOtherAddress(address), remedy: copy() };
}

/** Why a URL isn't one of the CRM's. */
export function wordsOfOtherAddress(address: OtherAddress): string {
  switch (address.kind) {
    case 'other-product':
      return address.product === undefined
        ? l10n.t('{0} isn’t Zoho CRM.', plain(address.host))
        : l10n.t('This is a {0} URL, not a Zoho CRM one.', address.product);
    case 'other-host':
      return l10n.t('{0} isn’t a Zoho CRM server.', plain(address.host, 40));
    case 'unreadable':
      return wordsOfUnreadable(address.why);
  }
}

function wordsOfUnreadable(why: UnreadableAddress): string {
  switch (why) {
    case 'cut-off':
      return l10n.t('This URL is cut off.');
    case 'no-host':
      return l10n.t('This URL is missing its beginning (https://crm.zoho…).');
    case 'odd':
      return l10n.t('This URL can’t be read.');
    case 'several':
      return l10n.t('This text contains more than one URL.');
  }
}

function wordsOfWrongId(problem: RecordIdProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('This URL has no record ID.');
    case 'not-digits':
      return l10n.t('The record ID in this URL isn’t a number.');
    case 'rounded':
      return l10n.t('The record ID in this URL was rounded by a spreadsheet.');
    case 'too-long':
      return l10n.t('The record ID in this URL is too long (10 to 19 digits).');
    case 'too-short':
      return l10n.t('The record ID in this URL is too short (10 to 19 digits).');
  }
}

function wordsOfPage(page: CrmPage): Words {
  switch (page.kind) {
    case 'create':
      return {
        what: l10n.t('This URL opens a form for a new record.'),
        remedy: l10n.t('Save the record in the CRM, then copy its URL from the browser.'),
      };
    case 'home':
      return { what: l10n.t('This URL opens the CRM, but not a record.'), remedy: copy() };
    case 'kanban':
      return { what: l10n.t('This URL opens a Kanban view, not a record.'), remedy: copy() };
    case 'list':
      return { what: l10n.t('This URL opens a list, not a record.'), remedy: copy() };
    case 'report':
      return { what: l10n.t('This URL opens a report, not a record.'), remedy: copy() };
    case 'settings':
      return { what: l10n.t('This URL opens the CRM’s settings, not a record.'), remedy: copy() };
    case 'bad-id':
      return { what: wordsOfWrongId(page.problem), remedy: copy() };
    case 'no-id':
      return { what: l10n.t('This URL has no record ID.'), remedy: copy() };
    case 'no-module':
      return { what: l10n.t('This URL doesn’t name the record’s module.'), remedy: copy() };
    case 'unknown':
      return { what: l10n.t('This page of the CRM isn’t a record.'), remedy: copy() };
  }
}
