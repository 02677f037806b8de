import type { RowState, StateWords } from './page/messages.ts';
import { ROW_STATES } from './page/messages.ts';
import type { BatchEnd } from './run/engine.ts';
import type { Failure } from '../zoho/failure.ts';
import type { RunProgress } from './run/progress.ts';
import { wordsOfFailure } from '../ui/words/failure.ts';
import { waitWords } from '../ui/words/wait.ts';
import { counted, grouped } from '../ui/words/numbers.ts';

/** What a state is called in the table. */
export function wordsOfRowState(state: RowState): string {
  switch (state) {
    case 'ready':
      return 'Ready';
    case 'to-resize':
      return 'Will be resized';
    case 'no-record':
      return 'No such record';
    case 'several-records':
      return 'Several records';
    case 'not-matched':
      return 'Not matched';
    case 'left-over':
      return 'Left over';
    case 'same':
      return 'Same as last time';
    case 'unreadable':
      return 'Cannot be read';
    case 'waiting':
      return 'Waiting';
    case 'under-way':
      return 'Under way';
    case 'done':
      return 'Done';
    case 'awaiting-approval':
      return 'Awaiting approval';
    case 'skipped':
      return 'Skipped';
    case 'failed':
      return 'Failed';
    case 'unknown':
      return 'Unknown';
    case 'cancelled':
      return 'Cancelled';
    case 'undone':
      return 'Undone';
  }
}

/** What the page of a batch calls things. */
export const BATCH_WORDS: StateWords = {
  ...(Object.fromEntries(ROW_STATES.map((state) => [state, wordsOfRowState(state)])) as Record<
    RowState,
    string
  >),
  out: 'Taken out',
};

/** Why a run has ended before its end. */
export const CREDITS_USED_UP =
  'Your organization has used up its API credits for now. Zoho counts those of the last 24 hours: resume in a few hours with “Resume Upload…”.';

/** Why a run, or its undo, ended before all was done; undefined where it did not. */
export function wordsOfEnd(end: BatchEnd['end']): string | undefined {
  if (end === 'over') {
    return undefined;
  }
  if (end === 'credits-used-up') {
    return CREDITS_USED_UP;
  }
  return end === 'cancelled'
    ? 'Cancelled: what was not sent yet can go up later, here or by “Resume Upload…”.'
    : `What is done could not be noted on this machine (${end.code}), so nothing more was changed. Make room, then go on.`;
}

/** `120 of 900 pictures, 36 of 270 MB, 4 minutes left` */
export function wordsOfRunProgress(progress: RunProgress): string {
  const { activity, secondsLeft } = progress;
  const done = doneWords(progress);
  const left = secondsLeft === undefined ? '' : `, ${timeWords(secondsLeft)} left`;
  switch (activity.kind) {
    case 'uploading':
      return `${done}${left}`;
    case 'paused':
      return `Paused: ${done}`;
    case 'asking':
      return `Waiting for your answer: see the notification. ${done}`;
    case 'waiting':
      return `${done}. ${wordsOfFailure(activity.failure).what} Trying again within ${counted(activity.seconds, 'second')}`;
    case 'slowed':
      return `${done}${left}. ${waitWords(activity)}`;
    case 'looking':
      return `Looking at the last records: ${done}`;
    case 'over':
      return done;
  }
}

/** `3 of 40 undone`, and why nothing goes on at the moment. */
export function wordsOfUndoProgress(over: number, of: number, why: Failure | undefined): string {
  const done = `${grouped(over)} of ${grouped(of)} undone`;
  return why === undefined ? done : `${done}. ${wordsOfFailure(why).what} It is tried again.`;
}

/** `120 of 900 pictures (3 failed), 36 of 270 MB` */
function doneWords({ counts, bytes, totalBytes }: RunProgress): string {
  const all = Object.values(counts).reduce((sum, some) => sum + some, 0);
  const over = all - counts.waiting - counts['under-way'];
  const failed = counts.failed === 0 ? '' : ` (${grouped(counts.failed)} failed)`;
  return `${grouped(over)} of ${counted(all, 'picture')}${failed}, ${partWords(bytes, totalBytes)}`;
}

/** `36 of 270 MB`: both in the unit of the whole. */
function partWords(bytes: number, total: number): string {
  const [unit, size] = total < 1_000_000 ? ['KB', 1000] : ['MB', 1_000_000];
  const digits = total / size < 10 ? 1 : 0;
  const step = size / 10 ** digits;
  const format = (value: number): string =>
    (value / size).toLocaleString('en', { maximumFractionDigits: digits });
  // Rounded down, or it would say that all has left before it has.
  const left = bytes >= total ? total : Math.floor(bytes / step) * step;
  return `${format(left)} of ${format(total)} ${unit}`;
}

/** `40 seconds`, `4 minutes`, `1 hour 20 minutes`: rounded up, as nobody counts on less. */
export function timeWords(seconds: number): string {
  if (seconds <= 55) {
    return `${Math.max(5, Math.ceil(seconds / 5) * 5)} seconds`;
  }
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) {
    return counted(minutes, 'minute');
  }
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [counted(hours, 'hour'), ...(rest === 0 ? [] : [counted(rest, 'minute')])].join(' ');
}
