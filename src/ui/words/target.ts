import { l10n } from 'vscode';
import type { PhotoObstacle } from '../../zoho/layouts.ts';
import type { LinkMismatch } from '../../zoho/recordLink.ts';
import { REGIONS } from './signIn.ts';
import type { ModuleProblem } from '../../upload/target.ts';
import type { RecordIdProblem } from '../../zoho/recordId.ts';

/** Why a pasted URL doesn't belong to this account. */
export function wordsOfLinkMismatch(mismatch: LinkMismatch): string {
  switch (mismatch.kind) {
    case 'other-data-center':
      return l10n.t('This URL is from another data center ({0}).', REGIONS[mismatch.dataCenter]);
    case 'other-organization':
      return l10n.t('This URL is from another organization.');
    case 'sandbox':
      return l10n.t('This URL is from a sandbox.');
  }
}

export function wordsOfModuleProblem(problem: ModuleProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('Enter the API name of a module, such as Vehicles.');
    case 'characters':
      return l10n.t(
        'An API name has only letters, digits, and underscores. Find it in Setup > Developer Hub > APIs.',
      );
    case 'no-photos':
      return l10n.t('Records in this module have no photos in the selected API version.');
  }
}

/** A search found nothing, because the leads that match have been converted. */
export const CONVERTED_ONLY = l10n.t(
  'Only converted leads match. Search for the contact, account, or deal instead.',
);

/** Why no record of a module gets a photo. */
export function wordsOfPhotoBar(
  bar: PhotoObstacle,
  module: string,
): { readonly short: string; readonly what: string; readonly remedy: string } {
  switch (bar) {
    case 'turned-off':
      return {
        short: l10n.t('photos are turned off in its layout'),
        what: l10n.t('Photos are turned off in the layouts of {0}.', module),
        remedy: l10n.t(
          'Ask an administrator to turn on Record Image (Setup > Modules and Fields > the layout).',
        ),
      };
    case 'read-only':
      return {
        short: l10n.t('you can’t change its photos'),
        what: l10n.t(
          'Your CRM profile lets you see the photos in {0}, but not change them.',
          module,
        ),
        remedy: l10n.t(
          'Ask an administrator for the permission (Setup > Modules and Fields > Field Permission).',
        ),
      };
  }
}

/** Why a module isn't in the list of the person's CRM. */
export function wordsOfUnseenModule(module: string): { what: string; remedy: string } {
  return {
    what: l10n.t(
      'Your CRM profile doesn’t let you see the module {0} or change its records.',
      module,
    ),
    remedy: l10n.t('Ask an administrator for the permission, or use another account.'),
  };
}

export function wordsOfRecordIdProblem(problem: RecordIdProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('Enter the record ID.');
    case 'not-digits':
      return l10n.t(
        'A record ID has only digits. It’s the long number at the end of the record’s URL.',
      );
    case 'rounded':
      return l10n.t('A spreadsheet rounded this ID. Copy it from the record’s URL.');
    case 'too-long':
    case 'too-short':
      return l10n.t('A record ID has 10 to 19 digits. Copy it from the record’s URL.');
  }
}
