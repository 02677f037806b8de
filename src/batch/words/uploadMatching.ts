import { l10n } from 'vscode';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';

export function folderDialogTitle(): string {
  return l10n.t('Upload Photos to Matching Records');
}

export function selectFolder(): string {
  return l10n.t('Select Folder');
}

/** @param junk number of hidden or system files that were skipped */
export function noPicturesSelected(junk: number): string {
  return junk === 0
    ? l10n.t(
        'No pictures in your selection. Supported formats are PNG, JPEG, GIF, BMP, WebP, AVIF, TIFF, and HEIC.',
      )
    : plural(junk, {
        one: l10n.t(
          'No pictures in your selection, only 1 hidden or system file. Supported formats are PNG, JPEG, GIF, BMP, WebP, AVIF, TIFF, and HEIC.',
        ),
        other: l10n.t(
          'No pictures in your selection, only {0} hidden or system files. Supported formats are PNG, JPEG, GIF, BMP, WebP, AVIF, TIFF, and HEIC.',
          grouped(junk),
        ),
      });
}

export function noPictureOfTable(): string {
  return l10n.t(
    'None of the pictures in the table are on this machine. Select the folder that contains them.',
  );
}

export function findingRecords(organization: string): string {
  return l10n.t('Finding records in {0}', organization);
}

export function busyRetrying(seconds: number): string {
  return l10n.t('Zoho is busy. Retrying in {0} s', seconds);
}

/** @param why what happened and what to do, in whole sentences */
export function recordsNotLookedUp(organization: string, why: string): string {
  return l10n.t('Couldn’t look up records in {0}. {1}', organization, why);
}

export function fieldIsEncrypted(): string {
  return l10n.t('Encrypted: Zoho can’t search by this field.');
}

export function fieldIsNotSearchable(): string {
  return l10n.t('Zoho can’t search by this field.');
}
