import { l10n } from 'vscode';

/** What the question for a record is about. */
export const VIEW_PHOTO = l10n.t('View Photo');
export const DOWNLOAD_PHOTO = l10n.t('Download Photo');

export function downloadingTitle(organization: string): string {
  return l10n.t('Downloading a photo from {0}', organization);
}

/** @param why what happened, and what to do, as sentences */
export function couldntDownload(record: string, organization: string, why: string): string {
  return l10n.t('Couldn’t download the photo of {0} · {1}. {2}', record, organization, why);
}

export const SAVE_PHOTO = l10n.t('Save Photo');

/** Of the files that a dialog shows. */
export const PICTURE = l10n.t('Picture');

export function savedFile(name: string): string {
  return l10n.t('Saved {0}', name);
}

/** @param why the system's own sentence */
export function couldntSave(file: string, why: string | undefined): string {
  return why === undefined
    ? l10n.t('Couldn’t save {0}. Choose another place.', file)
    : l10n.t('Couldn’t save {0} ({1}). Choose another place.', file, why);
}

export const FROM_URL_TITLE = l10n.t('Upload Picture from URL');
export const URL_PROMPT = l10n.t('URL of the picture');
export const URL_PLACEHOLDER = 'https://…';

export function downloadingFrom(host: string): string {
  return l10n.t('Downloading the picture from {0}', host);
}

/** @param why what happened, and what to do, as sentences */
export function couldntDownloadFrom(host: string, why: string): string {
  return l10n.t('Couldn’t download the picture from {0}. {1}', host, why);
}

export const TRY_ANOTHER_URL = l10n.t('Try Another URL');

/** For the log. */
export function downloadLine(host: string, problem: string): string {
  return l10n.t('Picture from {0}: {1}', host, problem);
}
