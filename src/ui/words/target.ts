import type { LinkMismatch } from '../../zoho/recordLink.ts';
import { REGIONS } from './signIn.ts';
import type { ModuleProblem, RecordIdProblem } from '../../upload/target.ts';

/** Why a pasted address is not used in this account. */
export function wordsOfLinkMismatch(mismatch: LinkMismatch): string {
  switch (mismatch.kind) {
    case 'other-data-centre':
      return `this address belongs to ${REGIONS[mismatch.dataCentre]}’s data centre`;
    case 'other-organisation':
      return 'this address belongs to another organisation';
    case 'sandbox':
      return 'this address belongs to a sandbox';
  }
}

export function wordsOfModuleProblem(problem: ModuleProblem): string {
  switch (problem) {
    case 'empty':
      return 'Type the API name of a module, such as Vehicles.';
    case 'characters':
      return 'An API name has only letters, digits and underscores: Setup, Developer Hub, APIs lists them.';
    case 'no-photos':
      return 'Records of this module have no photo in the API version that is set.';
  }
}

export function wordsOfRecordIdProblem(problem: RecordIdProblem): string {
  switch (problem) {
    case 'empty':
      return 'Type or paste the record ID.';
    case 'not-digits':
      return 'A record ID has only digits: it is the long number at the end of the record’s address.';
    case 'length':
      return 'A record ID has 10 to 19 digits.';
  }
}
