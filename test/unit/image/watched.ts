import type { Picture } from '../../../src/image/picture.ts';

export interface Watched {
  readonly picture: Picture;
  /** How many bytes each call of `head()` asked for. */
  readonly asked: readonly number[];
}

/**
 * A picture that keeps account of what is asked of it, and that must not be read whole. What
 * `head()` gives lies in the midst of other bytes, so that reading past it shows.
 *
 * @param size what the picture says of itself, where it is not the truth
 * @param around the bytes before and behind
 */
export function watched(bytes: Uint8Array, size = bytes.length, around = 0xd9): Watched {
  const asked: number[] = [];
  const head = (n: number): Promise<Uint8Array> => {
    asked.push(n);
    const given = bytes.subarray(0, n);
    const surrounded = new Uint8Array(given.length + 64).fill(around);
    surrounded.set(given, 7);
    return Promise.resolve(surrounded.subarray(7, 7 + given.length));
  };
  const read = (): never => {
    throw new Error('a picture is inspected without reading it whole');
  };
  return { picture: { name: 'picture', size, head, read }, asked };
}
