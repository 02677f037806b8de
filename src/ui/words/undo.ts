import { l10n } from 'vscode';
import type { PhotoState } from '../../upload/after.ts';
import { grouped } from './numbers.ts';
import { CANCELED_LATE } from './upload.ts';

export const NOTHING_TO_UNDO = l10n.t('Nothing to undo in this workspace.');

export const UNDO_NEEDS_SIGN_IN = l10n.t(
  'To undo the last upload, sign in to its Zoho CRM account again.',
);

export function undoingTitle(organization: string): string {
  return l10n.t('Undoing in {0}', organization);
}

/** Whether to undo even though the record's photo has changed since. */
export function undoAnywayQuestion(
  record: string,
  organization: string,
  standing: Exclude<PhotoState, 'ours'>,
): string {
  switch (standing) {
    case 'replaced':
      return l10n.t(
        '{0} · {1}: Somebody has changed the photo since. Undo anyway?',
        record,
        organization,
      );
    case 'removed':
      return l10n.t(
        '{0} · {1}: Somebody has removed the photo since. Undo anyway?',
        record,
        organization,
      );
    case 'unsure':
      return l10n.t(
        '{0} · {1}: Somebody may have changed the photo since. Undo anyway?',
        record,
        organization,
      );
  }
}

export const UNDO_ANYWAY = l10n.t('Undo Anyway');

export function restored(record: string, organization: string): string {
  return l10n.t('Restored the earlier photo of {0} · {1}.', record, organization);
}

export function restoredIfApproved(record: string, organization: string): string {
  return l10n.t(
    'Restored the earlier photo of {0} · {1}. It won’t show until it’s approved in the CRM.',
    record,
    organization,
  );
}

/** Zoho may return a different file than the one uploaded. @param facts `PNG, 34 KB` */
export function restoredCopy(facts: string): string {
  return l10n.t('It’s the copy that Zoho provided ({0}).', facts);
}

export function hasNoPhotoAgain(record: string, organization: string): string {
  return l10n.t('Undone: {0} has no photo, as before · {1}.', record, organization);
}

export function keptCurrent(record: string, organization: string): string {
  return l10n.t('Kept the current photo of {0} · {1}.', record, organization);
}

export function changeCanceled(record: string, organization: string): string {
  return l10n.t('Canceled. The photo of {0} is unchanged · {1}.', record, organization);
}

/** The request was sent, but its answer wasn't awaited. */
export function changeCanceledLate(record: string, organization: string): string {
  return l10n.t(
    'Canceled after everything was sent. Open {0} in the CRM to check its photo · {1}.',
    record,
    organization,
  );
}

/** @param why what happened, and what to do, as sentences */
export function couldntRestore(record: string, organization: string, why: string): string {
  return l10n.t('Couldn’t restore the earlier photo of {0} · {1}. {2}', record, organization, why);
}

/** It may still have been restored. @param why as above */
export function couldntConfirmRestore(record: string, organization: string, why: string): string {
  return l10n.t(
    'Couldn’t confirm that the earlier photo of {0} is restored · {1}. {2}',
    record,
    organization,
    why,
  );
}

/** For several changes. */
export function undoneOf(done: number, all: number, organization: string): string {
  return l10n.t('{0} of {1} changes undone · {2}.', grouped(done), grouped(all), organization);
}

export function notUndone(records: string, why: string): string {
  return l10n.t('Not undone {0}: {1}', records, why);
}

export const SEE_BACKUPS = l10n.t('For earlier photos, see “Photo Backups…”.');

/** Why one of several changes wasn't undone. */
export function unchangedAfterCancel(photo: 'not-stored' | 'unknown'): string {
  return photo === 'unknown' ? CANCELED_LATE : l10n.t('Canceled. The photo is unchanged.');
}
