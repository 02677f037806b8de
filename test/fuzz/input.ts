import { mutated } from './mutate.ts';
import { randomOf } from './random.ts';

/** The input with this number, which depends on nothing else. */
export function inputOf(pictures: readonly Buffer[], seed: number, number: number): Buffer {
  return mutated(pictures, randomOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b)));
}
