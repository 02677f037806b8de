import { l10n } from 'vscode';
import type { Account } from '../../auth/account.ts';
import { organizationName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';
import type { Before } from '../../upload/change.ts';
import { undoneNote } from './rows.ts';
import { IN_TAB } from './tab.ts';
import type { RunPhase, Stop } from '../run/phase.ts';
import type { Told } from '../run/runState.ts';
import type { RunCounts, Standing } from '../run/standing.ts';

/** What the titles of a run say about it. */
export interface RunSubject {
  readonly module: string;
  /** That the pictures are in; undefined if it has no name. */
  readonly folder?: string | undefined;
  readonly photos: number;
  readonly isOver: boolean;
}

/** The heading of a run's page. */
export function titleOf(phase: RunPhase['kind'], { module, photos, isOver }: RunSubject): string {
  const args = [grouped(photos), module] as const;
  switch (phase) {
    case 'running':
      return plural(photos, {
        one: l10n.t('Uploading {0} photo to {1}', ...args),
        other: l10n.t('Uploading {0} photos to {1}', ...args),
      });
    case 'paused':
      return plural(photos, {
        one: l10n.t('Paused: uploading {0} photo to {1}', ...args),
        other: l10n.t('Paused: uploading {0} photos to {1}', ...args),
      });
    case 'canceling':
      return plural(photos, {
        one: l10n.t('Canceling: {0} photo to {1}', ...args),
        other: l10n.t('Canceling: {0} photos to {1}', ...args),
      });
    case 'undoing':
      return plural(photos, {
        one: l10n.t('Undoing {0} photo in {1}', ...args),
        other: l10n.t('Undoing {0} photos in {1}', ...args),
      });
    case 'elsewhere':
      return plural(photos, {
        one: l10n.t('In another window: {0} photo to {1}', ...args),
        other: l10n.t('In another window: {0} photos to {1}', ...args),
      });
    case 'resting':
      return isOver
        ? plural(photos, {
            one: l10n.t('Upload of {0} photo to {1}', ...args),
            other: l10n.t('Upload of {0} photos to {1}', ...args),
          })
        : plural(photos, {
            one: l10n.t('Interrupted: {0} photo to {1}', ...args),
            other: l10n.t('Interrupted: {0} photos to {1}', ...args),
          });
  }
}

/** The title of the page's tab. */
export function tabOf(phase: RunPhase['kind'], { module, folder, isOver }: RunSubject): string {
  const to = plain(module, IN_TAB);
  const what = folder === undefined ? to : l10n.t('{0} → {1}', plain(folder, IN_TAB), to);
  switch (phase) {
    case 'running':
      return l10n.t('Uploading: {0}', what);
    case 'paused':
      return l10n.t('Paused: {0}', what);
    case 'canceling':
      return l10n.t('Canceling: {0}', what);
    case 'undoing':
      return l10n.t('Undoing: {0}', what);
    case 'elsewhere':
      return l10n.t('In another window: {0}', what);
    case 'resting':
      return isOver ? l10n.t('Uploaded: {0}', what) : l10n.t('Interrupted: {0}', what);
  }
}

/** The title of the notification that shows an upload. */
export function uploadingTo(account: Account, photos: number): string {
  const args = [grouped(photos), organizationName(account)] as const;
  return plural(photos, {
    one: l10n.t('Uploading {0} photo to {1}', ...args),
    other: l10n.t('Uploading {0} photos to {1}', ...args),
  });
}

/** The title of the notification that shows an undo. */
export function undoingIn(account: Account): string {
  return l10n.t('Undoing in {0}', organizationName(account));
}

/** `803 of 812 photos uploaded.`, with the organization if one is given. */
export function uploadedSentence({ uploaded, all }: RunCounts, organization?: string): string {
  const args = [grouped(uploaded), grouped(all)] as const;
  return organization === undefined
    ? plural(all, {
        one: l10n.t('{0} of {1} photo uploaded.', ...args),
        other: l10n.t('{0} of {1} photos uploaded.', ...args),
      })
    : plural(all, {
        one: l10n.t('{0} of {1} photo uploaded to {2}.', ...args, organization),
        other: l10n.t('{0} of {1} photos uploaded to {2}.', ...args, organization),
      });
}

/**
 * What happened to pictures that were not simply uploaded: a sentence for each kind. With those
 * uploaded, the numbers add up to all.
 */
export function otherSentences(counts: RunCounts): string[] {
  const { pending, skipped, hadPhoto, failed, undone, notSent, uploading, unknown } = counts;
  const some = (count: number, sentence: (count: string) => string): string[] =>
    count === 0 ? [] : [sentence(grouped(count))];
  return [
    ...some(pending, (n) => l10n.t('{0} awaiting approval in the CRM.', n)),
    ...some(skipped, (n) => l10n.t('{0} skipped (unchanged).', n)),
    ...some(hadPhoto, (n) => l10n.t('{0} skipped (had a photo).', n)),
    ...some(failed, (n) => l10n.t('{0} failed.', n)),
    ...some(undone, (n) => l10n.t('{0} undone.', n)),
    ...some(notSent, (n) => l10n.t('{0} not sent yet.', n)),
    ...some(uploading, (n) => l10n.t('{0} uploading.', n)),
    ...some(unknown, (n) => l10n.t('Status of {0} unknown. Resume to check.', n)),
  ];
}

/** Why a run, or its undo, stopped early, and how to continue. */
export function stopWords(stop: Stop): string {
  if (stop === 'canceled') {
    return l10n.t('Canceled. To upload the rest later, use “Resume or View Uploads…”.');
  }
  return stop === 'credits-used-up'
    ? l10n.t(
        'Your organization has used up its API credits, which Zoho counts over 24 hours. Resume in a few hours with “Resume or View Uploads…”.',
      )
    : stop.code === 'ENOSPC'
      ? l10n.t('Couldn’t save progress (disk full). Free up space, then resume.')
      : l10n.t('Couldn’t save progress ({0}). Nothing more was changed: try again.', stop.code);
}

/** The buttons of a run's page. */
export function runButtons(
  failed: number,
): Readonly<
  Record<
    'cancel' | 'pause' | 'resume' | 'retry-failed' | 'save-result' | 'show-log' | 'undo-all',
    string
  >
> {
  return {
    cancel: l10n.t('Cancel'),
    pause: l10n.t('Pause'),
    resume: l10n.t('Resume'),
    'retry-failed': l10n.t('Retry Failed ({0})', grouped(failed)),
    'save-result': l10n.t('Save Result as CSV…'),
    'show-log': l10n.t('Show Log'),
    'undo-all': l10n.t('Undo All…'),
  };
}

/**
 * Details about the state of a picture; may be empty.
 *
 * @param told why it failed
 * @param before the photo that its record had
 * @param isMade whether not the file itself was uploaded
 */
export function noteOf(
  standing: Standing,
  told: Told | undefined,
  before: Before['kind'] | undefined,
  isMade: boolean,
): string {
  switch (standing) {
    case 'awaiting-approval':
      return l10n.t('Shows once approved in the CRM.');
    case 'skipped':
      return l10n.t('The record already has this picture.');
    case 'has-photo':
      return l10n.t('The record already has a photo.');
    case 'open':
      return l10n.t('Interrupted while uploading. Resume to check.');
    case 'failed':
      return told?.message ?? l10n.t('See the log for details.');
    case 'unknown':
      return told?.message ?? l10n.t('Zoho’s answer was lost. Resume to check.');
    case 'undone':
      return undoneNote(before);
    case 'done':
      return isMade ? l10n.t('Resized or converted.') : '';
    case 'waiting':
    case 'uploading':
    case 'canceled':
      return '';
  }
}
