import { l10n } from 'vscode';
import { grouped } from './numbers.ts';

/** The page that shows a record's photo next to the picture that will replace it. */

/** On its tab. @param replaces whether the record has a photo */
export function replacementTitle(replaces: boolean): string {
  return replaces ? l10n.t('Replace Photo?') : l10n.t('Upload Photo?');
}

export function replacementQuestion(record: string, replaces: boolean): string {
  return replaces
    ? l10n.t('Replace the photo of {0}?', record)
    : l10n.t('Use this picture as the photo of {0}?', record);
}

export function pictureOf(number: number, of: number): string {
  return l10n.t('Picture {0} of {1}', grouped(number), grouped(of));
}

export const ORGANIZATION = l10n.t('Organization');
export const MODULE = l10n.t('Module');
export const RECORD_ID = l10n.t('Record ID');

export const CHANGED_MEANWHILE = l10n.t(
  'The photo in the CRM changed while you were deciding. The current one is shown below.',
);

/** @param keeps whether a backup of the current photo will be saved */
export function consequence(keeps: boolean): string {
  return keeps
    ? l10n.t('A backup of the current photo is saved on this machine, so you can undo this.')
    : l10n.t('Your settings turn backups off, so you can’t undo this.');
}

export const NOW_IN_CRM = l10n.t('Now in Zoho CRM');
export const HAS_NO_PHOTO = l10n.t('The record has no photo.');

export function newPicture(file: string): string {
  return l10n.t('New: {0}', file);
}

/** For screen readers. */
export function currentPhotoOf(record: string): string {
  return l10n.t('Current photo of {0}', record);
}

export function newPhoto(file: string): string {
  return l10n.t('New photo: {0}', file);
}

/** Above the new picture in the small sizes and shapes of record pages. */
export const AS_RECORDS_SHOW_IT = l10n.t('As records show it');

export const PICTURES_SHOWN = l10n.t('The pictures are shown.');
export const LOADING = l10n.t('Loading…');
export const NOT_SHOWN = {
  new: l10n.t('The new picture can’t be shown here.'),
  present: l10n.t('The current photo can’t be shown here.'),
};

/** The buttons. @param replaces whether the record has a photo */
export function buttonLabels(
  replaces: boolean,
): Readonly<Record<'confirm' | 'confirm-all' | 'skip' | 'cancel' | 'cancel-rest', string>> {
  return {
    confirm: replaces ? l10n.t('Replace') : l10n.t('Upload'),
    'confirm-all': replaces
      ? l10n.t('Replace This and the Rest')
      : l10n.t('Upload This and the Rest'),
    skip: l10n.t('Skip This One'),
    cancel: l10n.t('Cancel'),
    'cancel-rest': l10n.t('Cancel the Rest'),
  };
}
