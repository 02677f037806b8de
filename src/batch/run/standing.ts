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
  | 'skipped'
  | 'failed'
  /** It failed, but the record may have it. */
  | 'unknown'
  | 'undone';

/** Where a picture stands according to the journal. */
export function standingOf({ begun, ended, looked, undone }: Item): Standing {
  if (undone === true) {
    return 'undone';
  }
  if (ended === undefined) {
    return begun === undefined ? 'waiting' : 'open';
  }
  return ended === 'done' && looked?.pending === true ? 'awaiting-approval' : ended;
}

/** How many pictures of a run stand where: the only place where they are counted. */
export interface RunCounts {
  readonly all: number;
  /** Stored in the CRM, including those that await approval. */
  readonly uploaded: number;
  readonly pending: number;
  readonly skipped: number;
  /** Including those that the record may have. */
  readonly failed: number;
  readonly undone: number;
  readonly uploading: number;
  readonly open: number;
  readonly notSent: number;
  /** Records whose previous photo can be brought back. */
  readonly undoable: number;
}

/** @param standing of a picture; according to the journal by default */
export function countsOf(
  state: RunState,
  standing: (item: Item) => Standing = standingOf,
): RunCounts {
  const standings = state.items.map(standing);
  const of = (...some: readonly Standing[]): number =>
    standings.filter((one) => some.includes(one)).length;
  const undoable = state.items.filter((item) => undoableChange(state, item) !== undefined);
  return {
    all: standings.length,
    uploaded: of('done', 'awaiting-approval'),
    pending: of('awaiting-approval'),
    skipped: of('skipped'),
    failed: of('failed', 'unknown'),
    undone: of('undone'),
    uploading: of('uploading'),
    open: of('open'),
    notSent: of('waiting', 'canceled'),
    undoable: undoable.length,
  };
}

/** Pictures that another attempt would upload or check, besides those that failed. */
export function leftIn({ notSent, open, uploading }: RunCounts): number {
  return notSent + open + uploading;
}
