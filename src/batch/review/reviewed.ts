import type { Inspected, Refused } from '../../image/inspect.ts';
import type { Refusal } from '../../image/refusal.ts';
import type { Found, MatchedRecord } from '../match/match.ts';

/** A picture of a batch before the run, for one record: what it is, and which record it found. */
export interface Reviewed {
  /** Of the row, from 0: a picture that is for several records has several. */
  readonly n: number;
  /** How many records the picture is for, this one among them. */
  readonly records: number;
  /** In the chosen folder. */
  readonly path: string;
  /** Where the editor finds it, as the text of a URI. */
  readonly place: string;
  /** Bytes. */
  readonly size: number;
  readonly inspected: Inspected | Refused;
  /** Whether a version of it is made before it goes up. */
  readonly isFitted: boolean;
  readonly found: Found;
  /** Whether the record has this very picture from us. */
  readonly isSame: boolean;
  /** Whether the person has taken it out. */
  readonly out: boolean;
}

/** What stands in the way of a picture; `same` only where what has not changed is left out. */
export type ReviewState =
  | { readonly kind: 'unreadable'; readonly refusal: Refusal }
  | { readonly kind: 'not-found'; readonly found: Exclude<Found, { kind: 'record' }> }
  | { readonly kind: 'same'; readonly record: MatchedRecord }
  | { readonly kind: 'ready'; readonly record: MatchedRecord };

export function reviewStateOf(reviewed: Reviewed, onlyChanged: boolean): ReviewState {
  const { inspected, found, isSame } = reviewed;
  if ('refusal' in inspected && !canBeSent(reviewed)) {
    return { kind: 'unreadable', refusal: inspected.refusal };
  }
  if (found.kind !== 'record') {
    return { kind: 'not-found', found };
  }
  return { kind: isSame && onlyChanged ? 'same' : 'ready', record: found.record };
}

/** The record that a picture goes up to; undefined where it does not go up. */
export function targetOf(reviewed: Reviewed, onlyChanged: boolean): MatchedRecord | undefined {
  const state = reviewStateOf(reviewed, onlyChanged);
  return state.kind === 'ready' && !reviewed.out ? state.record : undefined;
}

/** Records that may be meant by a picture that can be sent and found none, the nearest first. */
export function nearOf(reviewed: Reviewed): readonly MatchedRecord[] {
  const { found } = reviewed;
  return found.kind === 'no-record' && canBeSent(reviewed) ? (found.near ?? []) : [];
}

function canBeSent({ inspected, isFitted }: Reviewed): boolean {
  return !('refusal' in inspected) || isFitted;
}

/** Gives a picture another record; who had it before is left over. */
export function withRecord(
  all: readonly Reviewed[],
  n: number,
  record: MatchedRecord,
  isSame: boolean,
): Reviewed[] {
  const losing = new Set(losingTo(all, n, record));
  const by = all[n]?.path ?? '';
  return all.map((one): Reviewed => {
    if (one.n === n) {
      return { ...one, found: { kind: 'record', record, value: '' }, isSame, out: false };
    }
    return losing.has(one)
      ? { ...one, found: { kind: 'left-over', why: 'another-picture', record, by } }
      : one;
  });
}

/** Who has a record that a picture is given; nobody loses it to a picture that cannot be sent. */
export function losingTo(
  all: readonly Reviewed[],
  n: number,
  { key: { module, id } }: MatchedRecord,
): Reviewed[] {
  const taker = all[n];
  return taker === undefined || !canBeSent(taker)
    ? []
    : all.filter(
        (one) =>
          one.n !== n &&
          one.found.kind === 'record' &&
          one.found.record.key.id === id &&
          one.found.record.key.module === module,
      );
}
