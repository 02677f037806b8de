import type { PhotoBar } from '../../zoho/layouts.ts';
import type { LinkMismatch } from '../../zoho/recordLink.ts';
import { REGIONS } from './signIn.ts';
import type { ModuleProblem } from '../../upload/target.ts';
import type { RecordIdProblem } from '../../zoho/recordId.ts';

/** Why a pasted address is not used in this account. */
export function wordsOfLinkMismatch(mismatch: LinkMismatch): string {
  switch (mismatch.kind) {
    case 'other-data-center':
      return `this URL is of another data center (${REGIONS[mismatch.dataCenter]})`;
    case 'other-organization':
      return 'this URL is of another organization';
    case 'sandbox':
      return 'this URL is of a sandbox';
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

/** Where a search found nothing, and would have found leads that are no leads any more. */
export const CONVERTED_ONLY =
  'Only converted leads match. Search for the contact, account or deal instead.';

/** Why no record of a module gets a photo. */
export function wordsOfPhotoBar(
  bar: PhotoBar,
  module: string,
): { readonly short: string; readonly what: string; readonly remedy: string } {
  switch (bar) {
    case 'turned-off':
      return {
        short: 'photos are turned off in its layout',
        what: `Photos are turned off in the layouts of ${module}.`,
        remedy:
          'An administrator can change that: Setup, Modules and Fields, its layout, Record Image.',
      };
    case 'read-only':
      return {
        short: 'you may not change its photos',
        what: `Your profile in the CRM may see the photos in ${module}, but not change them.`,
        remedy: 'An administrator can change that: Setup, Modules and Fields, Field Permission.',
      };
  }
}

/** Of a module that is not among those of the person's CRM. */
export function wordsOfUnseenModule(module: string): { what: string; remedy: string } {
  return {
    what: `Your profile in the CRM does not see the module ${module}, or may not change its records.`,
    remedy: 'Ask an administrator for the permission, or use another account.',
  };
}

export function wordsOfRecordIdProblem(problem: RecordIdProblem): string {
  switch (problem) {
    case 'empty':
      return 'Type or paste the record ID.';
    case 'not-digits':
      return 'A record ID has only digits: it’s the long number at the end of the record’s URL.';
    case 'rounded':
      return 'A spreadsheet rounded this ID. Copy it from the record’s URL.';
    case 'too-long':
    case 'too-short':
      return 'A record ID has 10 to 19 digits. Copy it from the record’s URL.';
  }
}
