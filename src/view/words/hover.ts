import { l10n } from 'vscode';

/** What a screen reader says of the picture. */
export function photoOf(record: string): string {
  return l10n.t('Photo of {0}', record);
}

/** `Contacts · 4876876000000624001` */
export function moduleAndId(module: string, id: string): string {
  return l10n.t('{0} · {1}', module, id);
}

export const NO_PHOTO = l10n.t('No photo');
export const SIGN_IN_TO_SEE = l10n.t('Sign in to see the photo.');
export const CANT_BE_SHOWN = l10n.t('No preview. Select the record to view its photo.');

/** @param why what happened, as a sentence */
export function noPhotoBecause(why: string): string {
  return l10n.t('Couldn’t download the photo. {0}', why);
}
