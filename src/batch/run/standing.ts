import type { Item, RunState } from './runState.ts';
import { undoableChange } from './runState.ts';

/** Where a picture of a run stands. */
export type Standing =
  | 'waiting'
  | 'uploading'
  /** Canceled before anything was sent: it waits for another attempt. */
  | 'canceled'
  /** It was started, and nobody knows how it ended: another attempt checks. */
  | 'open'
  | 'done'
  | 'awaiting-approval'
  /** The record already has this picture. */
  | 'skipped'
  /** Only records without a photo were wanted, and this one has one. */
  | 'has-photo'
  | 'failed'
  /** It failed, but the record may have it. */
  | 'unknown'
  | 'undone';

/** Where a picture stands according to the journal. */
export function standingOf({ begun, ended, looked, undone, why }: Item): Standing {
  if (undone === true) {
    return 'undone';
  }
  if (ended === undefined) {
    return begun === undefined ? 'waiting' : 'open';
  }
  if (ended === 'skipped' && why !== undefined) {
    return why;
  }
  return ended === 'done' && looked?.pending === true ? 'awaiting-approval' : ended;
}

/**
 * How many pictures of a run stand where: the only place where they are counted. Each picture is in
 * exactly one of the numbers up to `notSent`, so they add up to `all`.
 */
export interface RunCounts {
  readonly all: number;
  readonly uploaded: number;
  /** Stored in the CRM, too, but not shown yet. */
  readonly pending: number;
  readonly skipped: number;
  /** Skipped, since their records have a photo. */
  readonly hadPhoto: number;
  readonly failed: number;
  /** The record may have it: another attempt checks. */
  readonly unknown: number;
  readonly undone: number;
  readonly uploading: number;
  readonly notSent: number;
  /** Records whose previous photo can be brought back. */
  readonly undoable: number;
}

const COUNTED: Readonly<Record<Standing, Exclude<keyof RunCounts, 'all' | 'undoable'>>> = {
  waiting: 'notSent',
  uploading: 'uploading',
  canceled: 'notSent',
  open: 'unknown',
  done: 'uploaded',
  'awaiting-approval': 'pending',
  skipped: 'skipped',
  'has-photo': 'hadPhoto',
  failed: 'failed',
  unknown: 'unknown',
  undone: 'undone',
};

/** @param standing of a picture; according to the journal by default */
export function countsOf(
  state: RunState,
  standing: (item: Item) => Standing = standingOf,
): RunCounts {
  const undoable = state.items.filter((item) => undoableChange(state, item) !== undefined);
  return { ...added(state.items.map(standing)), undoable: undoable.length };
}

/** How many of these stand where. */
export function added(standings: Iterable<Standing>): Omit<RunCounts, 'undoable'> {
  const counts = {
    all: 0,
    uploaded: 0,
    pending: 0,
    skipped: 0,
    hadPhoto: 0,
    failed: 0,
    unknown: 0,
    undone: 0,
    uploading: 0,
    notSent: 0,
  };
  for (const standing of standings) {
    counts.all += 1;
    counts[COUNTED[standing]] += 1;
  }
  return counts;
}

/** Pictures that another attempt would upload or check, besides those that failed. */
export function leftIn({ notSent, unknown, uploading }: RunCounts): number {
  return notSent + unknown + uploading;
}

/** Whether an attempt uploads it: what failed before is tried again. */
export function isLeft({ ended, undone }: Item): boolean {
  return undone !== true && ended !== 'done' && ended !== 'skipped';
}

/** Whether it was neither uploaded nor has failed: then the run isn't over. */
export function isUntried({ ended, undone }: Item): boolean {
  return undone !== true && ended === undefined;
}

/** Whether a canceled attempt has left it for another one. */
export function isOpen(item: Item): boolean {
  return ['waiting', 'open', 'unknown'].includes(standingOf(item));
}
