import { l10n } from 'vscode';

export const DROPPED_NOTHING = l10n.t(
  'This isn’t a file. Drop a picture on a record to upload it.',
);
export const DROPPED_ELSEWHERE = l10n.t(
  'Drop the picture on a record to upload it to that record.',
);
export const DROPPED_URL = l10n.t(
  'This is a URL, not a file. Upload it with “Upload Picture from URL…”.',
);
export const UPLOAD_FROM_URL = l10n.t('Upload Picture from URL');

/** In the status bar. */
export const ANSWER_BEFORE_DROP = l10n.t('Answer the open question, then drop the picture again');

/** Several pictures were dropped on one record. */
export const ONE_PHOTO_ONLY = l10n.t('A record has only one photo. Which picture?');
