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

/** Why nothing is searched for a language model. */
export type SearchRefusal =
  | { readonly kind: 'address'; readonly address: NoRecord }
  /** It is not what the person was asked about. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'input' }
  | { readonly kind: 'module'; readonly problem: ModuleProblem }
  | { readonly kind: 'no-account' }
  | { readonly kind: 'off' }
  /** The address of a record, of another account or another module. */
  | { readonly kind: 'other-account'; readonly mismatch: LinkMismatch }
  | { readonly kind: 'other-module'; readonly module: string }
  | { readonly kind: 'record-id'; readonly problem: RecordIdProblem };

export function wordsOfSearchRefusal(refusal: SearchRefusal): string {
  switch (refusal.kind) {
    case 'address':
      return wordsOfSearchFailure(wordsOfNoRecord(refusal.address));
    case 'changed':
      return 'Not searched: the account of this workspace is not the one that the person was asked about. Call again.';
    case 'input':
      return 'Not searched: module and words are needed, both of them texts, the words of two characters or more.';
    case 'module':
      return `Not searched. ${wordsOfModuleProblem(refusal.problem)}`;
    case 'no-account':
      return 'Not searched: no Zoho CRM account is chosen for this workspace. Ask the person to run “Zoho CRM Photos: Switch Account for This Workspace…”.';
    case 'off':
      return 'Not searched: the person has not turned on the setting zohoCrmPhotos.searchTool, which lets language models search the CRM.';
    case 'other-account':
      return `Not searched. ${wordsOfLinkMismatch(refusal.mismatch)}`;
    case 'other-module':
      return `Not searched: this URL is of a record in ${plain(refusal.module)}. Call again with that module.`;
    case 'record-id':
      return `Not searched. ${wordsOfRecordIdProblem(refusal.problem)}`;
  }
}

export function wordsOfSearchFailure({ what, remedy }: Pick<Words, 'what' | 'remedy'>): string {
  return `Not searched. ${what} ${remedy}`;
}

/** Records handed to a model: the best ones. More words find the right one sooner than more records. */
const MOST = 5;

export function wordsOfFoundRecords(
  module: string,
  { records: all, converted = false }: FoundRecords,
  account: Account,
): string {
  const place = `${plain(module)}, ${organizationName(account)}`;
  const records = all.slice(0, MOST);
  if (records.length === 0) {
    return `Nothing found in ${place}.${converted ? ` ${CONVERTED_ONLY}` : ''}`;
  }
  const more = all.length > MOST ? ' There are more: search with more words.' : '';
  const lines = records.map(({ key, name, detail, hasPhoto }) =>
    [
      `- ${plain(name ?? 'without a name')}`,
      ...(detail === undefined || detail === name ? [] : [plain(detail)]),
      `ID ${key.id}`,
      hasPhoto ? 'has a photo' : 'no photo',
    ].join(' · '),
  );
  return [`Found in ${place}.${more}`, ...lines].join('\n');
}
