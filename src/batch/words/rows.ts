import { l10n } from 'vscode';
import { plain } from '../../ui/plain.ts';
import { grouped } from '../../ui/words/numbers.ts';
import type { Before } from '../../upload/change.ts';

/**
 * The question before one picture of a run is undone.
 *
 * @param record its name, or its ID
 * @param before the photo that it had
 */
export function undoRowQuestion(
  record: string,
  organization: string,
  before: Before['kind'],
): { readonly title: string; readonly detail: string } {
  return {
    title: l10n.t('Undo the upload to {0} in {1}?', plain(record, 60), organization),
    detail:
      before === 'none'
        ? l10n.t('The record had no photo before, so the photo is deleted.')
        : l10n.t('The record gets its previous photo back.'),
  };
}

/** What the record of a picture that was undone has now. */
export function undoneNote(before: Before['kind'] | undefined): string {
  switch (before) {
    case 'none':
      return l10n.t('The record has no photo again.');
    case 'kept':
      return l10n.t('The record has its previous photo again.');
    case 'lost':
    case undefined:
      return '';
  }
}

export function openRecordsQuestion(records: number): {
  readonly title: string;
  readonly open: string;
} {
  return {
    title: l10n.t('Open {0} records in your browser?', grouped(records)),
    open: l10n.t('Open {0} Records', grouped(records)),
  };
}

export function showPicturesQuestion(pictures: number): {
  readonly title: string;
  readonly open: string;
} {
  return {
    title: l10n.t('Show {0} pictures in tabs of their own?', grouped(pictures)),
    open: l10n.t('Show {0} Pictures', grouped(pictures)),
  };
}
