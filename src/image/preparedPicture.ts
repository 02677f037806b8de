import { createHash } from 'node:crypto';
import type { Fitter } from './fit.ts';
import { fittedLazily } from './fittedPicture.ts';
import type { Wishes } from './fitting.ts';
import { inspect } from './inspect.ts';
import type { Need } from './need.ts';
import { needOf } from './need.ts';
import { examine, personalDataIn, withoutPersonalData } from './personalData.ts';
import type { Picture } from './picture.ts';
import { Unreadable } from './unreadable.ts';

/** What is done to pictures before they are uploaded. */
export interface Preparation {
  /** Called for the first picture that is resized or converted. */
  readonly fitter: () => Promise<Pick<Fitter, 'fit'>>;
  /**
   * Whether pictures are resized or converted if Zoho would refuse them, or the wishes exclude
   * them.
   */
  readonly fits: boolean;
  readonly wishes: Wishes;
  /** Whether where and with what pictures were made is removed. */
  readonly withoutPersonalData: boolean;
  readonly signal: AbortSignal;
}

/**
 * A picture as it is uploaded: resized if necessary, without personal data if wanted. Prepared each
 * time it is read, so that many take little memory.
 *
 * Reading it throws as `fittedLazily` does, and Unreadable if personal data can’t be removed.
 */
export function preparedPicture(
  picture: Picture,
  how: Preparation,
): Picture & Required<Pick<Picture, 'origin'>> {
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
    return originOf(await picture.read(), how.wishes);
  };
  return { ...picture, read, origin, head: async (n) => (await read()).subarray(0, n) };
}

/** What identifies the version of a picture that is made with these wishes (`Picture.origin`). */
export function originOf(bytes: Uint8Array, { longestSide }: Wishes): string {
  return createHash('sha256')
    .update(`fitted ${longestSide ?? ''} `)
    .update(bytes)
    .digest('hex');
}

function cleaned(bytes: Uint8Array): Uint8Array {
  const seen = examine(bytes);
  const { location, other } = personalDataIn(bytes, seen);
  if (!location && !other) {
    return bytes;
  }
  const result = withoutPersonalData(bytes, seen);
  switch (result.kind) {
    case 'clean':
      return result.bytes;
    case 'other-format':
      // Nothing that is uploaded.
      return bytes;
    default:
      throw new Unreadable('personal-data');
  }
}
