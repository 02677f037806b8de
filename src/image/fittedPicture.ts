import type { Fitter } from './fit.ts';
import type { Fittable } from './fittable.ts';
import type { Unfit, Wishes } from './fitting.ts';
import type { Picture } from './picture.ts';

/** Thrown by a Picture that can’t be resized: a problem of the file, not a bug. */
export class NotFitted extends Error {
  readonly unfit: Unfit;

  constructor(unfit: Unfit) {
    super(unfit.kind);
    this.unfit = unfit;
  }
}

/**
 * The version of a picture that fits, made each time it is read, so that many take little memory.
 * Its bytes are the same as long as the file and the wishes are.
 *
 * It has the name, the size, and the place of the file, because the version isn’t known before. Its
 * format is that of what is read, which may need another ending (`namedAs`).
 *
 * Reading it throws `NotFitted`, what reading the file throws, and the signal's reason.
 */
export function fittedLazily(
  fitter: Pick<Fitter, 'fit'>,
  fittable: Fittable,
  wishes: Wishes,
  signal: AbortSignal,
): Picture {
  const read = async (): Promise<Uint8Array> => {
    const made = await fitter.fit(fittable, wishes, signal);
    if (made.kind !== 'fitted') {
      throw new NotFitted(made);
    }
    return made.picture.read();
  };
  return { ...fittable.picture, read, head: async (n) => (await read()).subarray(0, n) };
}
