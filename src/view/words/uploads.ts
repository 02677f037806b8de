import { l10n } from 'vscode';
import type { AskingUploadAction } from '../../commands/bulkUploads.ts';
import { momentWords } from '../../ui/words/dates.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';
import type { After, Before } from '../../upload/change.ts';

export const UPLOADS_SECTION = l10n.t('Uploads');

export const SHOW_UPLOAD = l10n.t('Show Upload');
export const OPEN_RECORD = l10n.t('Open Record');

/** Photos that were changed one by one, together. */
export function changedPhotos(count: number): string {
  return plural(count, {
    one: l10n.t('1 photo'),
    other: l10n.t('{0} photos', grouped(count)),
  });
}

/** Next to it: photos may have been uploaded, removed, or restored. */
export function lastChanged(at: number): string {
  return l10n.t('changed {0}', momentWords(at));
}

/** Next to a record: what happened to its photo. */
export function changed(before: Before['kind'], after: After['kind'], at: number): string {
  const when = momentWords(at);
  if (after === 'none') {
    return l10n.t('photo removed {0}', when);
  }
  return before === 'none' ? l10n.t('photo added {0}', when) : l10n.t('photo replaced {0}', when);
}

/** The question which of several uploads a command is about. */
export function whichUpload(action: AskingUploadAction, organization: string): string {
  switch (action) {
    case 'pause':
      return l10n.t('Pause Upload · {0}', organization);
    case 'cancel':
      return l10n.t('Cancel Upload · {0}', organization);
    case 'undo':
      return l10n.t('Undo Upload · {0}', organization);
    case 'delete':
      return l10n.t('Delete Upload from List · {0}', organization);
  }
}

export const SELECT_UPLOAD = l10n.t('Select an upload');

/** There is no upload that a command could be about. */
export function noUpload(action: AskingUploadAction): string {
  switch (action) {
    case 'pause':
      return l10n.t('No upload to pause in this window.');
    case 'cancel':
      return l10n.t('No upload to cancel in this window.');
    case 'undo':
      return l10n.t('No bulk upload to undo.');
    case 'delete':
      return l10n.t('No upload to delete.');
  }
}
