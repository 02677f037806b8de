import { l10n } from 'vscode';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';
import { waitWords } from '../../ui/words/wait.ts';
import type { RunProgress } from '../run/progress.ts';
import { overIn } from '../run/progress.ts';
import type { UndoProgress } from '../run/undoBatch.ts';
import { durationWords } from './duration.ts';

/** How much of a run was sent, from 0 to 1. */
export function fractionOf({ bytes, totalBytes }: RunProgress): number {
  return totalBytes === 0 ? 1 : bytes / totalBytes;
}

/** `120 of 900 pictures, 36 of 270 MB, 4 minutes left` */
export function wordsOfRunProgress(progress: RunProgress): string {
  const { activity } = progress;
  const done = doneWords(progress);
  switch (activity.kind) {
    case 'uploading':
      return withTimeLeft(done, progress);
    case 'paused':
      return pausedWords(done, progress);
    case 'canceling':
      return cancelingWords(done, progress);
    case 'asking':
      return l10n.t('Waiting for your answer (see the notification). {0}', done);
    case 'waiting':
      return plural(activity.seconds, {
        one: l10n.t(
          '{0}. {1} Retrying within 1 second',
          done,
          wordsOfFailure(activity.failure).what,
        ),
        other: l10n.t(
          '{0}. {1} Retrying within {2} seconds',
          done,
          wordsOfFailure(activity.failure).what,
          grouped(activity.seconds),
        ),
      });
    case 'slowed':
      return l10n.t('{0}. {1}', withTimeLeft(done, progress), waitWords(activity));
    case 'looking':
      return l10n.t('Checking the last records: {0}', done);
    case 'over':
      return done;
  }
}

/** `3 of 40 undone`, and why it waits. */
export function wordsOfUndoProgress({ over, of, waitsFor }: UndoProgress): string {
  const done = l10n.t('{0} of {1} undone', grouped(over), grouped(of));
  return waitsFor === undefined
    ? done
    : l10n.t('{0}. {1} Retrying…', done, wordsOfFailure(waitsFor).what);
}

/** What is being sent is finished first. */
function pausedWords(done: string, { counts: { uploading } }: RunProgress): string {
  return uploading === 0
    ? l10n.t('Paused: {0}', done)
    : l10n.t('Pausing, {0} still uploading: {1}', grouped(uploading), done);
}

/** What was sent completely can't be taken back. */
function cancelingWords(done: string, { counts: { uploading } }: RunProgress): string {
  return uploading === 0
    ? l10n.t('Canceling: {0}', done)
    : l10n.t('Canceling, {0} already sent, waiting for Zoho: {1}', grouped(uploading), done);
}

function withTimeLeft(done: string, { secondsLeft }: RunProgress): string {
  return secondsLeft === undefined
    ? done
    : l10n.t('{0}, {1} left', done, durationWords(secondsLeft));
}

/** `120 of 900 pictures (3 failed, 1 unknown), 36 of 270 MB` */
function doneWords(progress: RunProgress): string {
  const { over, of } = overIn(progress);
  const { bytes, totalBytes } = progress;
  const size = partWords(bytes, totalBytes);
  const args = [grouped(over), grouped(of), size];
  const problems = problemWords(progress);
  return problems === undefined
    ? plural(of, {
        one: l10n.t('{0} of {1} picture, {2}', ...args),
        other: l10n.t('{0} of {1} pictures, {2}', ...args),
      })
    : plural(of, {
        one: l10n.t('{0} of {1} picture ({3}), {2}', ...args, problems),
        other: l10n.t('{0} of {1} pictures ({3}), {2}', ...args, problems),
      });
}

/** How many of those that are over don't have their photo, as far as is known. */
function problemWords({ counts: { failed, unknown } }: RunProgress): string | undefined {
  if (unknown === 0) {
    return failed === 0 ? undefined : l10n.t('{0} failed', grouped(failed));
  }
  return failed === 0
    ? l10n.t('{0} unknown', grouped(unknown))
    : l10n.t('{0} failed, {1} unknown', grouped(failed), grouped(unknown));
}

/** `36 of 270 MB`: both in the unit of the whole. */
function partWords(bytes: number, total: number): string {
  const inKilobytes = total < 1_000_000;
  const size = inKilobytes ? 1000 : 1_000_000;
  const digits = total / size < 10 ? 1 : 0;
  const step = size / 10 ** digits;
  const format = (value: number): string =>
    (value / size).toLocaleString('en', { maximumFractionDigits: digits });
  // Rounded down, so as not to say that everything was sent before it was.
  const left = format(bytes >= total ? total : Math.floor(bytes / step) * step);
  return inKilobytes
    ? l10n.t('{0} of {1} KB', left, format(total))
    : l10n.t('{0} of {1} MB', left, format(total));
}
