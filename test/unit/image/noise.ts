import { createHash } from 'node:crypto';

/** Bytes without any sense, the same each time: by chance others hold a marker or a place. */
export function noise(length: number, number = 0): Buffer {
  return createHash('shake256', { outputLength: length }).update(`${number}`).digest();
}
