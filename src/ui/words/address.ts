import type { CrmAddress, OtherAddress } from '../../zoho/crmAddress.ts';
import type { CrmPage } from '../../zoho/crmPage.ts';
import type { UnreadableAddress } from '../../zoho/pastedAddress.ts';
import type { RecordIdProblem } from '../../zoho/recordId.ts';
import { plain } from '../plain.ts';

/** Why a pasted URL names no record. */
export type NoRecord = Exclude<CrmAddress, { kind: 'none' | 'record' }>;

const COPY = 'Open the record in the CRM, then copy its URL from the browser.';

interface Words {
  readonly what: string;
  readonly remedy: string;
}

/** Why a pasted URL names no record, and where there is one that does. */
export function wordsOfNoRecord(address: NoRecord): Words {
  return address.kind === 'no-record'
    ? wordsOfPage(address.page)
    : { what: wordsOfOtherAddress(address), remedy: COPY };
}

/** What a URL is that is none of the CRM's. */
export function wordsOfOtherAddress(address: OtherAddress): string {
  switch (address.kind) {
    case 'other-product':
      return address.product === undefined
        ? `${plain(address.host)} isn’t Zoho CRM.`
        : `This is a URL of ${address.product}, not of Zoho CRM.`;
    case 'other-host':
      return `${plain(address.host, 40)} isn’t a Zoho CRM server.`;
    case 'unreadable':
      return wordsOfUnreadable(address.why);
  }
}

function wordsOfUnreadable(why: UnreadableAddress): string {
  switch (why) {
    case 'cut-off':
      return 'This URL is cut off.';
    case 'no-host':
      return 'This URL lacks its beginning (https://crm.zoho…).';
    case 'odd':
      return 'This URL can’t be read.';
    case 'several':
      return 'This text has more than one URL.';
  }
}

const WRONG_ID: Record<RecordIdProblem, string> = {
  empty: 'is missing',
  'not-digits': 'isn’t a number',
  rounded: 'was rounded by a spreadsheet',
  'too-long': 'is too long (10 to 19 digits)',
  'too-short': 'is too short (10 to 19 digits)',
};

function wordsOfPage(page: CrmPage): Words {
  switch (page.kind) {
    case 'create':
      return {
        what: 'This URL opens a form for a new record.',
        remedy: 'Save the record in the CRM, then copy its URL from the browser.',
      };
    case 'home':
      return { what: 'This URL opens the CRM, but no record in it.', remedy: COPY };
    case 'kanban':
      return { what: 'This URL opens a Kanban view, not a record.', remedy: COPY };
    case 'list':
      return { what: 'This URL opens a list, not a record.', remedy: COPY };
    case 'report':
      return { what: 'This URL opens a report, not a record.', remedy: COPY };
    case 'settings':
      return { what: 'This URL opens the CRM’s settings, not a record.', remedy: COPY };
    case 'bad-id':
      return { what: `The record ID in this URL ${WRONG_ID[page.problem]}.`, remedy: COPY };
    case 'no-id':
      return { what: 'This URL has no record ID.', remedy: COPY };
    case 'no-module':
      return { what: 'This URL doesn’t name the record’s module.', remedy: COPY };
    case 'unknown':
      return { what: 'This page of the CRM isn’t a record.', remedy: COPY };
  }
}
