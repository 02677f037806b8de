import { l10n } from 'vscode';
import { momentWords } from '../../ui/words/dates.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';
import type { RunCounts } from '../run/standing.ts';

/** The status of an upload in the list of *Resume or View Uploads…*. */
export type RunStanding = 'here' | 'elsewhere' | 'interrupted' | 'over';

/** Names of the list's groups, in order. */
export function runGroups(): Readonly<Record<RunStanding, string>> {
  return {
    here: l10n.t('running in this window'),
    elsewhere: l10n.t('running in another window'),
    interrupted: l10n.t('interrupted'),
    over: l10n.t('finished'),
  };
}

export const resumeTitle = (): string => l10n.t('Resume or View Uploads');

/** @param allOver whether all uploads are finished, so that they can only be viewed */
export function resumePlaceholder(allOver: boolean): string {
  return allOver
    ? l10n.t('Select an upload to view')
    : l10n.t('Select an upload to resume or view');
}

export const nothingToResume = (): string => l10n.t('No uploads to resume or view.');

export const signInToResume = (): string =>
  l10n.t('There is an upload to resume. Sign in to its Zoho CRM account first.');

export const pageWithoutAccount = (): string =>
  l10n.t(
    'The account of this upload isn’t signed in. Sign in to Zoho CRM, then choose “Resume or View Uploads…”.',
  );

export const reviewNotKept = (): string =>
  l10n.t(
    'Nothing was sent, because a review ends when VS Code closes. Choose the pictures again, or use “Resume or View Uploads…” for earlier uploads.',
  );

/** There was an upload since, which may have been this review's. */
export const reviewMayBeSent = (): string =>
  l10n.t(
    'A review ends when VS Code closes. To see what was uploaded since it was opened, use “Resume or View Uploads…”.',
  );

/** `30 photos to Products` */
export function runLabel(photos: number, module: string): string {
  return plural(photos, {
    one: l10n.t('{0} photo to {1}', grouped(photos), module),
    other: l10n.t('{0} photos to {1}', grouped(photos), module),
  });
}

/** `Nov 29, 2026, 9:30 AM · 12 of 30 uploaded, 1 failed, 17 not sent` */
export function runDetail(at: number, counts: RunCounts): string {
  return l10n.t('{0} · {1}', momentWords(at), countsWords(counts));
}

/** `12 of 30 uploaded, 1 failed, 17 not sent` */
export function countsWords(counts: RunCounts): string {
  const { uploaded, all, pending, failed, unknown, undone, uploading, notSent } = counts;
  const some = (count: number, part: (count: string) => string): string[] =>
    count === 0 ? [] : [part(grouped(count))];
  const parts = [
    l10n.t('{0} of {1} uploaded', grouped(uploaded), grouped(all)),
    ...some(pending, (n) => l10n.t('{0} awaiting approval', n)),
    ...some(counts.skipped + counts.hadPhoto, (n) => l10n.t('{0} skipped', n)),
    ...some(failed, (n) => l10n.t('{0} failed', n)),
    ...some(unknown, (n) => l10n.t('{0} unknown', n)),
    ...some(undone, (n) => l10n.t('{0} undone', n)),
    ...some(uploading, (n) => l10n.t('{0} uploading', n)),
    ...some(notSent, (n) => l10n.t('{0} not sent', n)),
  ];
  return parts.join(', ');
}
