import type { SaveProblem } from '../../download/fetchPictures.ts';
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
  /** Why a picture of the web is not on this machine. */
  readonly notFetched?: NotFetched;
  /** Whether a version of it is made before it is uploaded. */
  readonly isFitted: boolean;
  readonly found: Found;
  /** Whether the record has this very picture from us. */
  readonly isUnchanged: boolean;
  /** Whether the person has excluded it. */
  readonly isExcluded: boolean;
}

/** Why a picture of the web is not on this machine. */
export type NotFetched = SaveProblem | { readonly kind: 'canceled' };

/** What stands in the way of a picture; `same` only where what is unchanged is skipped. */
export type Readiness =
  | { readonly kind: 'unreadable'; readonly refusal: Refusal }
  | { readonly kind: 'not-found'; readonly found: Exclude<Found, { kind: 'record' }> }
  | { readonly kind: 'unchanged'; readonly record: MatchedRecord }
  | { readonly kind: 'ready'; readonly record: MatchedRecord };

export function readinessOf(reviewed: Reviewed, skipsUnchanged: boolean): Readiness {
  const { inspected, found, isUnchanged } = reviewed;
  if ('refusal' in inspected && !canBeSent(reviewed)) {
    return { kind: 'unreadable', refusal: inspected.refusal };
  }
  if (found.kind !== 'record') {
    return { kind: 'not-found', found };
  }
  return { kind: isUnchanged && skipsUnchanged ? 'unchanged' : 'ready', record: found.record };
}

/** The record that a picture is uploaded to; undefined where it is not uploaded. */
export function targetOf(reviewed: Reviewed, skipsUnchanged: boolean): MatchedRecord | undefined {
  const readiness = readinessOf(reviewed, skipsUnchanged);
  return readiness.kind === 'ready' && !reviewed.isExcluded ? readiness.record : undefined;
}

/** Records that may be meant by a picture that can be sent and found none, the nearest first. */
export function nearOf(reviewed: Reviewed): readonly MatchedRecord[] {
  const { found } = reviewed;
  return found.kind === 'no-record' && canBeSent(reviewed) ? (found.near ?? []) : [];
}

export function canBeSent({ inspected, isFitted }: Reviewed): boolean {
  return !('refusal' in inspected) || isFitted;
}
