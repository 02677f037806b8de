import process from 'node:process';

/** Set by `npm run test:long`: the same tests with larger numbers, and more of a kind. */
export const LONG_VARIABLE = 'TEST_LONG';

const isLong = process.env[LONG_VARIABLE] === '1';

/** How many of something a test uses, or which. */
export function howMany<T = number>(usually: T, long: T): T {
  return isLong ? long : usually;
}

/** Options of a test that takes long, and whose kind other tests always show. */
export const LONG_FORM = { skip: isLong ? false : 'in npm run test:long' };
