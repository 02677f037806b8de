import { canBeUndone } from '../../upload/change.ts';
import type { Item, RunState } from './runState.ts';
import { changeOf } from './runState.ts';

/** Where a picture of a run stands. */
export type Standing =
  | 'waiting'
  | 'uploading'
  /** It was cut short before anything was sent: it waits for another go. */
  | 'canceled'
  /** It was begun, nothing is known to have ended it, and nobody is at it: another go finds out. */
  | 'open'
  | 'done'
  | 'awaiting-approval'
  | 'skipped'
  | 'failed'
  /** It failed, and the record may have it all the same. */
  | 'unknown'
  | 'undone';

/** Where a picture stands as its journal has it. */
export function standingOf({ begun, ended, looked, undone }: Item): Standing {
  if (undone === true) {
    return 'undone';
  }
  if (ended === undefined) {
    return begun === undefined ? 'waiting' : 'open';
  }
  return ended === 'done' && looked?.pending === true ? 'awaiting-approval' : ended;
}

/** How many pictures of a run stand where. */
export interface RunCounts {
  readonly all: number;
  /** In the CRM, those that await approval among them. */
  readonly uploaded: number;
  readonly pending: number;
  readonly skipped: number;
  /** Also those that the record may have all the same. */
  readonly failed: number;
  readonly undone: number;
  readonly uploading: number;
  readonly open: number;
  readonly notSent: number;
  /** Records that can be given back what they had. */
  readonly undoable: number;
}

/** @param standing of each picture; as the journal has it unless given */
export function countsOf(
  state: RunState,
  standing: (item: Item) => Standing = standingOf,
): RunCounts {
  const standings = state.items.map(standing);
  const of = (...some: readonly Standing[]): number =>
    standings.filter((one) => some.includes(one)).length;
  const undoable = state.items.filter((item) => {
    const change = changeOf(state, item);
    return change !== undefined && canBeUndone(change);
  });
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

/** Pictures that another go would see to, beside those that failed. */
export function leftIn({ notSent, open, uploading }: RunCounts): number {
  return notSent + open + uploading;
}
