import type { Fittable } from './fittable.ts';
import type { Wishes } from './fitting.ts';
import type { Inspected, Refused } from './inspect.ts';
import type { Refusal } from './refusal.ts';

/** A picture of which a version is to be made. */
export interface Need {
  readonly fittable: Fittable;
  /** Why Zoho would not take it; undefined where it would, and another one is wanted. */
  readonly refusal: Refusal | undefined;
}

/** Undefined where a picture goes up as it is, and where no version of it can be made. */
export function needOf(
  inspected: Inspected | Refused,
  { longestSide = Infinity, withoutCmyk = false }: Wishes,
): Need | undefined {
  if ('refusal' in inspected) {
    const { fittable, refusal } = inspected;
    return fittable === undefined ? undefined : { fittable, refusal };
  }
  const isTooLong = Math.max(inspected.width, inspected.height) > longestSide;
  const isUnwanted = isTooLong || (withoutCmyk && inspected.cmyk === true);
  return isUnwanted ? { fittable: inspected, refusal: undefined } : undefined;
}
