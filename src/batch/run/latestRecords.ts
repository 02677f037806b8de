import type { RecentRecord } from '../../upload/recent.ts';
import type { RunState } from './runState.ts';

/** More would push all others out of the recent records. */
const MOST = 3;

/** The last records of a run that got their photo: enough to know its module and a few examples. */
export function latestRecords({ items }: Pick<RunState, 'items'>): RecentRecord[] {
  return items
    .filter(({ ended, undone }) => ended === 'done' && undone !== true)
    .slice(-MOST)
    .map(({ key, shown }) => ({ ...key, name: shown?.name, inBulk: true }));
}
