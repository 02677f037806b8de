import { l10n } from 'vscode';
import type { UploadStatus } from '../../commands/bulkUploads.ts';
import { momentWords } from '../../ui/words/dates.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';
import { plain } from '../../ui/plain.ts';
import type { LiveProgress } from '../run/liveRuns.ts';
import type { RunProgress } from '../run/progress.ts';
import { overIn } from '../run/progress.ts';
import type { RunCounts } from '../run/standing.ts';
import { leftIn } from '../run/standing.ts';
import { durationWords } from './duration.ts';
import { fractionOf, wordsOfRunProgress, wordsOfUndoProgress } from './progress.ts';
import { countsWords } from './resume.ts';
import { otherSentences, uploadedSentence } from './run.ts';

/** What a list says of an upload. */
export interface ShownUpload {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly folder: string | undefined;
  readonly counts: RunCounts;
  readonly status: UploadStatus;
  readonly live: LiveProgress | undefined;
}

/** Next to `30 photos to Products`. What matters most is first: a view is narrow. */
export function uploadDescription({ at, counts, status, live }: ShownUpload): string {
  const uploaded = countsWords(counts);
  switch (status) {
    case 'running':
      return liveWords(live) ?? l10n.t('Starting');
    case 'paused':
      return joined(l10n.t('Paused'), liveWords(live) ?? uploaded);
    case 'canceling':
      return joined(l10n.t('Canceling'), liveWords(live) ?? uploaded);
    case 'undoing':
      return joined(l10n.t('Undoing'), liveWords(live) ?? uploaded);
    case 'elsewhere':
      return joined(l10n.t('In another window'), uploaded);
    case 'interrupted':
      return joined(l10n.t('Interrupted'), uploaded);
    case 'done':
    case 'failed':
      return joined(uploaded, momentWords(at));
  }
}

/** Everything about it, in lines. */
export function uploadDetails(upload: ShownUpload): string {
  const { at, folder, counts, live } = upload;
  return [
    l10n.t('Started {0}', momentWords(at)),
    ...(folder === undefined ? [] : [l10n.t('Folder: {0}', plain(folder))]),
    live === undefined
      ? [uploadedSentence(counts), ...otherSentences(counts)].join(' ')
      : live.kind === 'upload'
        ? wordsOfRunProgress(live.progress)
        : wordsOfUndoProgress(live.progress),
  ].join('\n');
}

/** `40% · 4 minutes left · 120 of 300, 3 failed` */
function liveWords(live: LiveProgress | undefined): string | undefined {
  if (live === undefined) {
    return undefined;
  }
  if (live.kind === 'undo') {
    return wordsOfUndoProgress(live.progress);
  }
  const { progress } = live;
  const { over, of } = overIn(progress);
  const { failed } = progress.counts;
  const done = l10n.t('{0} of {1}', grouped(over), grouped(of));
  return joined(
    ...(progress.activity.kind === 'asking' ? [l10n.t('Waiting for your answer')] : []),
    l10n.t('{0}%', Math.floor(fractionOf(progress) * 100)),
    ...timeLeft(progress),
    failed === 0 ? done : l10n.t('{0}, {1} failed', done, grouped(failed)),
  );
}

function timeLeft({ activity, secondsLeft }: RunProgress): string[] {
  const isMoving = activity.kind === 'uploading' || activity.kind === 'slowed';
  return isMoving && secondsLeft !== undefined
    ? [l10n.t('{0} left', durationWords(secondsLeft))]
    : [];
}

function joined(...parts: readonly string[]): string {
  return parts.join(' · ');
}

/** @param label `30 photos to Products` */
export function deleteUploadQuestion(
  label: string,
  counts: RunCounts,
): { readonly title: string; readonly detail: string; readonly agree: string } {
  const left = leftIn(counts);
  return {
    title: l10n.t('Delete the upload of {0} from the list?', label),
    detail: [
      ...(left === 0
        ? []
        : [
            plural(left, {
              one: l10n.t('1 picture hasn’t been uploaded. You can’t resume the upload.'),
              other: l10n.t(
                '{0} pictures haven’t been uploaded. You can’t resume the upload.',
                grouped(left),
              ),
            }),
          ]),
      counts.undoable === 0
        ? l10n.t('Photos in the CRM and photo backups stay.')
        : l10n.t('Photos in the CRM and photo backups stay, but you can’t undo the upload.'),
    ].join(' '),
    agree: l10n.t('Delete'),
  };
}

export const cancelBeforeDeleting = (): string =>
  l10n.t('This upload is still running. Cancel it, then delete it.');

export function deletedUpload(label: string): string {
  return l10n.t('Deleted the upload of {0}', label);
}

/** @param code the system's error code */
export function couldntDeleteUpload(code: string): string {
  return l10n.t(
    'Couldn’t delete the upload: another program may have a file open ({0}). Close it, then retry.',
    code,
  );
}
