import { l10n } from 'vscode';
import type { Account } from '../auth/account.ts';
import type { FoundRecords } from '../upload/findRecords.ts';
import type { RecordIdProblem } from '../zoho/recordId.ts';
import type { LinkMismatch } from '../zoho/recordLink.ts';
import type { ModuleProblem } from '../upload/target.ts';
import { organizationName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import type { NoRecord } from '../ui/words/address.ts';
import { wordsOfNoRecord } from '../ui/words/address.ts';
import {
  CONVERTED_ONLY,
  wordsOfLinkMismatch,
  wordsOfModuleProblem,
  wordsOfRecordIdProblem,
} from '../ui/words/target.ts';
import type { Words } from '../ui/words/words.ts';
import { inFull } from '../ui/words/words.ts';

/** Why a language model's search isn't run. */
export type SearchRefusal =
  | { readonly kind: 'address'; readonly address: NoRecord }
  /** The account has changed since the person was asked. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'input' }
  | { readonly kind: 'module'; readonly problem: ModuleProblem }
  | { readonly kind: 'no-account' }
  | { readonly kind: 'off' }
  /** The URL of a record in another account or module. */
  | { readonly kind: 'other-account'; readonly mismatch: LinkMismatch }
  | { readonly kind: 'other-module'; readonly module: string }
  | { readonly kind: 'record-id'; readonly problem: RecordIdProblem };

export const SEARCH_QUESTION = l10n.t('Search Zoho CRM for a language model?');

/** @param place module and organization */
export function searchPlan(place: string, words: string): string {
  return l10n.t(
    'The model gets the records in {0} that match “{1}”: name, a detail such as company, code, or email address, ID, and whether there is a photo.',
    place,
    words,
  );
}

export function searching(place: string): string {
  return l10n.t('Searching {0}', place);
}

/** For the log: never the search words or the results. */
export function searchToolLine(noted: string): string {
  return l10n.t('Tool {0}: {1}', 'search_zoho_crm_records', noted);
}

export function wordsOfSearchRefusal(refusal: SearchRefusal): string {
  switch (refusal.kind) {
    case 'address':
      return wordsOfSearchFailure(wordsOfNoRecord(refusal.address));
    case 'changed':
      return l10n.t(
        'Not searched: the workspace’s account has changed since the person was asked. Call again.',
      );
    case 'input':
      return l10n.t(
        'Not searched: module and words are required and must be strings, the words with at least two characters.',
      );
    case 'module':
      return notSearched(wordsOfModuleProblem(refusal.problem));
    case 'no-account':
      return l10n.t(
        'Not searched: no Zoho CRM account is chosen for this workspace. Ask the person to run “Zoho CRM Photos: Switch Account for This Workspace…”.',
      );
    case 'off':
      return l10n.t(
        'Not searched: the person hasn’t turned on the setting zohoCrmPhotos.searchTool, which lets language models search the CRM.',
      );
    case 'other-account':
      return notSearched(wordsOfLinkMismatch(refusal.mismatch));
    case 'other-module':
      return l10n.t(
        'Not searched: this URL is of a record in {0}. Call again with that module.',
        plain(refusal.module),
      );
    case 'record-id':
      return notSearched(wordsOfRecordIdProblem(refusal.problem));
  }
}

export function wordsOfSearchFailure(failure: Pick<Words, 'what' | 'remedy'>): string {
  return notSearched(inFull(failure));
}

function notSearched(why: string): string {
  return l10n.t('Not searched. {0}', why);
}

/** A model gets only the best matches: more words help more than more records. */
const MOST = 5;

export function wordsOfFoundRecords(
  module: string,
  { records: all, converted = false }: FoundRecords,
  account: Account,
): string {
  const place = `${plain(module)}, ${organizationName(account)}`;
  const records = all.slice(0, MOST);
  if (records.length === 0) {
    return [l10n.t('Nothing found in {0}.', place), ...(converted ? [CONVERTED_ONLY] : [])].join(
      ' ',
    );
  }
  const found =
    all.length > MOST
      ? l10n.t('Found in {0}. There are more: search with more words.', place)
      : l10n.t('Found in {0}.', place);
  const lines = records.map(({ key, name, detail, hasPhoto }) =>
    [
      `- ${name === undefined ? l10n.t('(no name)') : plain(name)}`,
      ...(detail === undefined || detail === name ? [] : [plain(detail)]),
      l10n.t('ID {0}', key.id),
      hasPhoto ? l10n.t('has a photo') : l10n.t('no photo'),
    ].join(' · '),
  );
  return [found, ...lines].join('\n');
}
