import { fitterOf } from '../commands/fitter.ts';
import { isFittable } from '../image/fittable.ts';
import { inspect } from '../image/inspect.ts';
import { pictureInMemory } from '../image/picture.ts';
import { CONTENT_TYPES } from '../upload/upload.ts';
import type { ViewServices } from './services.ts';

/** Pixels of the longer side, the first that isn't too large: drawings are stored without loss. */
const SIDES = [256, 128, 64];

/** Bytes. VS Code cuts a hover's text after 100,000 characters, and these become a third more. */
const MOST_BYTES = 60_000;

/**
 * A photo as a data URL of a picture small enough for a hover, made outside of this thread.
 * Undefined if it can't be decoded.
 */
export async function smallPicture(
  services: ViewServices,
  bytes: Uint8Array,
): Promise<string | undefined> {
  const picture = pictureInMemory('photo', bytes);
  const inspected = await inspect(picture);
  const fittable = 'refusal' in inspected ? inspected.fittable : inspected;
  if (fittable === undefined || !isFittable(fittable)) {
    return undefined;
  }
  const fitter = await fitterOf(services);
  // The thread isn't stopped when the mouse leaves: to start it again takes longer.
  const { signal } = new AbortController();
  for (const longestSide of SIDES) {
    const fitted = await fitter.fit(fittable, { longestSide }, signal);
    if (fitted.kind !== 'fitted') {
      return undefined;
    }
    if (fitted.picture.size <= MOST_BYTES) {
      const small = await fitted.picture.read();
      const type = CONTENT_TYPES[fitted.after.format];
      return `data:${type};base64,${Buffer.from(small).toString('base64')}`;
    }
  }
  return undefined;
}
