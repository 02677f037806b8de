import type { RunState } from '../run/runState.ts';
import type { RecordSince } from './lastPhotos.ts';
import { identityOf } from '../match/match.ts';

/**
 * The records that runs have changed which aren't over: one that another window has, or one that was
 * interrupted. What they gave a record isn't noted before they look at it, and isn't somebody else's
 * change.
 *
 * @param runs that aren't over, latest first
 * @returns by the record: what is known of its photo, given what was read
 */
export function inUnfinishedRuns(
  runs: readonly RunState[],
  account: string,
): ReadonlyMap<string, (read: RecordSince) => RecordSince> {
  const items = runs
    .filter(({ run }) => run.account === account)
    .toReversed()
    .flatMap((state) => state.items.filter(({ begun }) => begun !== undefined));
  return new Map(
    items.map(({ key, looked, undone }) => {
      const mark = looked !== undefined && 'mark' in looked.after ? looked.after.mark : undefined;
      const isKnown = typeof mark === 'string' && undone !== true;
      const judge = (read: RecordSince): RecordSince =>
        isKnown && mark !== read.record.photoMark ? read : { ...read, lastPhoto: 'unsure' };
      return [identityOf(key), judge];
    }),
  );
}
