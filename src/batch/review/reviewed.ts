import type { SaveProblem } from '../../download/fetchPictures.ts';
import type { Inspected, Refused } from '../../image/inspect.ts';
import type { Refusal } from '../../image/refusal.ts';
import type { Found, MatchedRecord } from '../match/match.ts';

/** A picture in the review, with the record that it matched. */
export interface Reviewed {
  /** Number of the row, from 0. A picture for several records has several rows. */
  readonly n: number;
  /** How many records the picture is for, including this one. */
  readonly records: number;
  /** Relative to the selected folder. */
  readonly path: string;
  /** Its URI. */
  readonly place: string;
  /** In bytes. */
  readonly size: number;
  readonly inspected: Inspected | Refused;
  /** Why a picture named by URL isn't on this machine. */
  readonly notFetched?: NotFetched;
  /** Whether it will be resized or converted before the upload. */
  readonly isFitted: boolean;
  readonly found: Found;
  /** Whether the record still has this picture from an earlier upload. */
  readonly isUnchanged: boolean;
  /** What has changed since an earlier upload to this record from here, if there was one. */
  readonly since?: Since;
  /** Whether the person has excluded it. */
  readonly isExcluded: boolean;
  /** Chosen by the person for a record without a photo, rather than found in a folder. */
  readonly isChosen?: true;
}

/** What has changed since the last upload to a record from here. */
export type Since =
  /** The picture. */
  | 'here'
  /** The record's photo: the CRM has another one by now, or none anymore. */
  | 'in-crm'
  | 'removed'
  /** The picture, and the record's photo. */
  | 'both'
  /** The picture is the same. Whether the record still has it isn't known. */
  | 'unsure';

/** Whether the record's photo has changed in the CRM since the last upload from here. */
export function isChangedInCrm({ since }: Pick<Reviewed, 'since'>): boolean {
  return since === 'in-crm' || since === 'removed' || since === 'both';
}

/** Why a picture named by URL isn't on this machine. */
export type NotFetched = SaveProblem | { readonly kind: 'canceled' };

/** Which pictures the person skips. */
export interface Skipping {
  /** Those that their records already have. */
  readonly skipsUnchanged: boolean;
  /** Those whose records have a photo. */
  readonly onlyWithoutPhoto?: boolean;
}

/**
 * Whether a picture can be uploaded, and if not, why: `unchanged` and `has-photo` only while those
 * are skipped.
 */
export type Readiness =
  | { readonly kind: 'unreadable'; readonly refusal: Refusal }
  | { readonly kind: 'not-found'; readonly found: Exclude<Found, { kind: 'record' }> }
  | { readonly kind: 'unchanged' | 'has-photo'; readonly record: MatchedRecord }
  | { readonly kind: 'ready'; readonly record: MatchedRecord };

export function readinessOf(
  reviewed: Reviewed,
  { skipsUnchanged, onlyWithoutPhoto = false }: Skipping,
): Readiness {
  const { inspected, found, isUnchanged } = reviewed;
  if ('refusal' in inspected && !canBeSent(reviewed)) {
    return { kind: 'unreadable', refusal: inspected.refusal };
  }
  if (found.kind !== 'record') {
    return { kind: 'not-found', found };
  }
  const { record } = found;
  if (isUnchanged && skipsUnchanged) {
    return { kind: 'unchanged', record };
  }
  const hasPhoto = onlyWithoutPhoto && typeof record.photoMark === 'string';
  return { kind: hasPhoto ? 'has-photo' : 'ready', record };
}

/** The record that a picture will be uploaded to; undefined if it won't be uploaded. */
export function targetOf(reviewed: Reviewed, skipping: Skipping): MatchedRecord | undefined {
  const readiness = readinessOf(reviewed, skipping);
  return readiness.kind === 'ready' && !reviewed.isExcluded ? readiness.record : undefined;
}

/** Similar records for a picture that matched none, the most similar first. */
export function nearOf(reviewed: Reviewed): readonly MatchedRecord[] {
  const { found } = reviewed;
  return found.kind === 'no-record' && canBeSent(reviewed) ? (found.near ?? []) : [];
}

/** Whether it's a HEIC that only the person's own setting doesn't let convert. */
export function isHeicOff({ inspected }: Reviewed): boolean {
  return (
    'refusal' in inspected &&
    inspected.refusal.kind === 'heic-off' &&
    inspected.refusal.isForbidden !== true
  );
}

export function canBeSent({ inspected, isFitted }: Reviewed): boolean {
  return !('refusal' in inspected) || isFitted;
}
