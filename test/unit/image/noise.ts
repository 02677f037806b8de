import { createHash } from 'node:crypto';

/** Random bytes, the same each time: by chance, others could contain a marker or a location. */
export function noise(length: number, number = 0): Buffer {
  return createHash('shake256', { outputLength: length }).update(`${number}`).digest();
}
