import { l10n } from 'vscode';
import type { Account } from '../auth/account.ts';
import type { FoundRecords } from '../upload/findRecords.ts';
import type { RecordIdProblem } from '../zoho/recordId.ts';
import type { LinkMismatch } from '../zoho/recordLink.ts';
import type { ModuleProblem } from '../upload/target.ts';
import { organizationName } from '../ui/names.ts';
import { plain, visible } from '../ui/plain.ts';
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

/** @param place module and organization */
export function searchQuestion(
  place: string,
  words: string,
): Record<'title' | 'detail' | 'button', string> {
  return {
    title: l10n.t('Search Zoho CRM for a language model?'),
    detail: l10n.t(
      'The model gets the records in {0} that match “{1}”: name, a detail such as company, code, or email address, ID, and whether there is a photo.',
      place,
      words,
    ),
    button: l10n.t('Search'),
  };
}

export function searching(module: string): string {
  return l10n.t('Searching {0}', module);
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
        'Not searched: module and words are required and must be strings, the words with 2 to 200 characters.',
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

/** Code points of a field: enough for any name, too little for a text of its own. */
const FIELD_CODE_POINTS = 120;

/** JSON, so that no text in a record can look like another field, record, or sentence of ours. */
export function foundAsJson(
  module: string,
  { records, converted = false }: FoundRecords,
  account: Account,
): string {
  return JSON.stringify({
    module: field(module),
    organization: field(organizationName(account)),
    records: records.slice(0, MOST).map(({ key, name, detail, hasPhoto }) => ({
      id: field(key.id),
      name: name === undefined ? null : field(name),
      ...(detail === undefined || detail === name ? {} : { detail: field(detail) }),
      hasPhoto,
    })),
    ...(records.length > MOST ? { note: l10n.t('There are more: search with more words.') } : {}),
    ...(records.length === 0 && converted ? { note: CONVERTED_ONLY } : {}),
  });
}

function field(text: string): string {
  return visible(Array.from(visible(text)).slice(0, FIELD_CODE_POINTS).join(''));
}
