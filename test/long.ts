import process from 'node:process';

/** Set by `npm run test:long`: the same tests with larger numbers. */
export const LONG_VARIABLE = 'TEST_LONG';

/** How many of something a test uses. */
export function howMany(usually: number, long: number): number {
  return process.env[LONG_VARIABLE] === '1' ? long : usually;
}
