import type { Fittable } from './fittable.ts';
import type { Wishes } from './fitting.ts';
import type { Inspected, Refused } from './inspect.ts';
import type { Refusal } from './refusal.ts';

/** A picture that has to be converted or resized. */
export interface Need {
  readonly fittable: Fittable;
  /** Why Zoho would refuse it; undefined if it wouldn’t, and another version is wanted. */
  readonly refusal: Refusal | undefined;
}

/** Undefined if a picture is uploaded as it is, or if no version of it can be made. */
export function needOf(
  inspected: Inspected | Refused,
  { longestSide = Infinity, withoutCmyk = false }: Wishes,
): Need | undefined {
  if ('refusal' in inspected) {
    const { fittable, refusal } = inspected;
    const isAllowed = fittable !== undefined && refusal.kind !== 'heic-off';
    return isAllowed ? { fittable, refusal } : undefined;
  }
  const isTooLong = Math.max(inspected.width, inspected.height) > longestSide;
  const isUnwanted = isTooLong || (withoutCmyk && inspected.cmyk === true);
  return isUnwanted ? { fittable: inspected, refusal: undefined } : undefined;
}
