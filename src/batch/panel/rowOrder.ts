import type { BatchRow, RowState } from '../page/messages.ts';

/** What somebody should look at first, then what they undid or left out, then what is fine. */
const RANKS: Readonly<Record<RowState, number>> = {
  failed: 0,
  unknown: 0,
  'several-records': 0,
  'no-record': 0,
  'changed-in-crm': 0,
  'not-matched': 1,
  unreadable: 1,
  canceled: 1,
  waiting: 2,
  uploading: 2,
  'not-selected': 2,
  undone: 2,
  'awaiting-approval': 3,
  'to-resize': 4,
  ready: 4,
  done: 4,
  skipped: 5,
  'has-photo': 5,
  unchanged: 5,
  // There may be thousands of them, and they aren't what is uploaded.
  'without-photo': 6,
};

/** The rows in the order in which they are shown: their numbers stay what they are. */
export function inOrder(rows: readonly BatchRow[]): BatchRow[] {
  return rows.toSorted((a, b) => RANKS[a.state] - RANKS[b.state] || a.n - b.n);
}

/** The order of a run's rows: it changes when an upload comes to rest, but not while one is watched. */
export class RowOrder {
  #places: ReadonlyMap<number, number> | undefined;
  #isSettled = false;

  /** @param isResting whether nothing is in progress */
  of(rows: readonly BatchRow[], isResting: boolean): BatchRow[] {
    if (isResting && !this.#isSettled) {
      this.#places = new Map(inOrder(rows).map(({ n }, place) => [n, place]));
    }
    this.#isSettled = isResting;
    const placeOf = ({ n }: BatchRow): number => this.#places?.get(n) ?? n;
    return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
