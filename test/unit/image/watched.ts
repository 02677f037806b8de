import type { Picture } from '../../../src/image/picture.ts';

export interface Watched {
  readonly picture: Picture;
  /** How many bytes each call of `head()` asked for. */
  readonly asked: readonly number[];
}

/**
 * A picture that records what is read from it, and that must not be read completely. The bytes
 * of `head()` are surrounded by others, so that reading past them is detected.
 *
 * @param size the stated size of the picture, if that is wrong
 * @param around the bytes before and after
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
