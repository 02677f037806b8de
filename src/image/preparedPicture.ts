import { createHash } from 'node:crypto';
import type { Fitter } from './fit.ts';
import { fittedLazily } from './fittedPicture.ts';
import type { Wishes } from './fitting.ts';
import { inspect } from './inspect.ts';
import type { Need } from './need.ts';
import { needOf } from './need.ts';
import { lookAt, personalDataIn, withoutPersonalData } from './personalData.ts';
import type { Picture } from './picture.ts';
import { Unreadable } from './unreadable.ts';

/** What is done to pictures before they go up. */
export interface Preparation {
  /** Called for the first picture of which a version is made. */
  readonly fitter: () => Promise<Pick<Fitter, 'fit'>>;
  /** Whether versions are made of what Zoho would refuse, or the wishes do not want. */
  readonly fits: boolean;
  readonly wishes: Wishes;
  /** Whether where and with what pictures were made is left out. */
  readonly withoutPersonalData: boolean;
  readonly signal: AbortSignal;
}

/** A picture as it goes up. */
export interface PreparedPicture extends Picture {
  /**
   * Tells without making a version whether the same one would be made: SHA-256, as hex, of what it
   * is made of and how. Undefined where none is made: then the bytes themselves tell. Throws what
   * reading the file throws.
   */
  readonly origin?: () => Promise<string | undefined>;
}

/**
 * A picture as it goes up: made to fit where it must be, without personal data where that is
 * wanted; each time it is read, so that many stay small.
 *
 * Reading it throws as `fittedLazily` does, and Unreadable where personal data cannot be left out.
 */
export function preparedPicture(
  picture: Picture,
  how: Preparation,
): PreparedPicture & Required<Pick<PreparedPicture, 'origin'>> {
  const needed = async (): Promise<Need | undefined> =>
    how.fits ? needOf(await inspect(picture), how.wishes) : undefined;
  const read = async (): Promise<Uint8Array> => {
    const need = await needed();
    if (need !== undefined) {
      return fittedLazily(await how.fitter(), need.fittable, how.wishes, how.signal).read();
    }
    const bytes = await picture.read();
    return how.withoutPersonalData ? cleaned(bytes) : bytes;
  };
  const origin = async (): Promise<string | undefined> => {
    if ((await needed()) === undefined) {
      return undefined;
    }
    const hash = createHash('sha256').update(`fitted ${how.wishes.longestSide ?? ''} `);
    return hash.update(await picture.read()).digest('hex');
  };
  return { ...picture, read, origin, head: async (n) => (await read()).subarray(0, n) };
}

function cleaned(bytes: Uint8Array): Uint8Array {
  const seen = lookAt(bytes);
  const { location, other } = personalDataIn(bytes, seen);
  if (!location && !other) {
    return bytes;
  }
  const result = withoutPersonalData(bytes, seen);
  switch (result.kind) {
    case 'clean':
      return result.bytes;
    case 'other-format':
      // Nothing that goes up.
      return bytes;
    default:
      throw new Unreadable('telling');
  }
}
