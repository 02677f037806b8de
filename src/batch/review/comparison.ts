import type { ReviewState } from './reviewState.ts';
import { canBeSent, isChangedInCrm, readinessOf } from './reviewed.ts';

/** How many pictures, and their records' photos, differ from the last upload from here. */
export interface Comparison {
  readonly unchanged: number;
  readonly changedHere: number;
  readonly changedInCrm: number;
  /** Whether the record has this picture, or any photo, isn't known. */
  readonly unsure: number;
  /** Never uploaded from here: to records without a photo, and to those with one. */
  readonly withoutPhoto: number;
  readonly elsewhere: number;
  /**
   * Of those changed in the CRM: photos that stay, since their pictures are excluded; photos that will
   * be replaced, and removed ones.
   */
  readonly heldBack: number;
  readonly replaced: number;
  readonly restored: number;
}

/** Undefined if nothing was uploaded from here before. */
export function comparisonOf(state: ReviewState): Comparison | undefined {
  const counts = {
    unchanged: 0,
    changedHere: 0,
    changedInCrm: 0,
    unsure: 0,
    withoutPhoto: 0,
    elsewhere: 0,
    heldBack: 0,
    replaced: 0,
    restored: 0,
  };
  let isCompared = false;
  for (const one of state.pictures) {
    const { found, isUnchanged, since } = one;
    // A picture that can't be read, or is only in the cloud, tells nothing.
    if (found.kind !== 'record' || !canBeSent(one)) {
      continue;
    }
    const { photoMark } = found.record;
    isCompared ||= isUnchanged || since !== undefined;
    if (isUnchanged) {
      counts.unchanged += 1;
    } else if (isChangedInCrm(one)) {
      counts.changedInCrm += 1;
      if (readinessOf(one, state).kind === 'ready') {
        const hasPhoto = photoMark !== null;
        counts.heldBack += one.isExcluded && hasPhoto ? 1 : 0;
        counts.replaced += !one.isExcluded && hasPhoto ? 1 : 0;
        counts.restored += one.isExcluded || hasPhoto ? 0 : 1;
      }
    } else if (since === 'here') {
      counts.changedHere += 1;
    } else if (since === 'unsure' || photoMark === undefined) {
      counts.unsure += 1;
    } else {
      counts[photoMark === null ? 'withoutPhoto' : 'elsewhere'] += 1;
    }
  }
  return isCompared ? counts : undefined;
}

/** How many pictures their records already have, if there is nothing else; otherwise 0. */
export function inStep({ pictures, skipsUnchanged }: ReviewState): number {
  return skipsUnchanged &&
    pictures.every(({ isUnchanged, isExcluded }) => isUnchanged && !isExcluded)
    ? pictures.length
    : 0;
}
