import { readRecordId } from '../../zoho/recordId.ts';

/** Digits of a number that a spreadsheet keeps; the rest become zeros. */
const KEPT_DIGITS = 15;
/** No ID or code has more digits, and a float can't hold them. */
const MAX_DIGITS = 100;
/** Maximum significant digits of a float in text. */
const FLOAT_DIGITS = 17;

/** Evidence for floats in a column that isn't a coincidence: one in about 8,000. */
const ENOUGH_BITS = 13;
/** Expected number of such numbers below which one isn't a coincidence. */
const EXPECTED = 0.05;
/** Probability below which several numbers aren't a coincidence. */
const CHANCE = 0.001;

/**
 * Whether a spreadsheet treated a record ID as a number and rounded it: `5.54E+18`, or
 * 4876876000000620000 for an ID that ended in 4001. A single zero isn't enough, since every tenth
 * ID with 16 digits ends in one. After `zcrm_` more zeros are needed: it keeps spreadsheets from
 * rounding, unless a formula added it later.
 */
export function isRounded(text: string): boolean {
  const read = readRecordId(text);
  if (read.kind === 'none') {
    return read.problem === 'rounded';
  }
  const lost = lostZeros(read.id);
  return lost >= (read.isNamed ? 4 : 2);
}

/**
 * Which numbers of a column were rounded: all long ones if most end in zeros after the fifteenth
 * digit, or if all are exact floats; else those with more zeros than a coincidence explains.
 *
 * @param numbers distinct, digits only
 */
export function areRounded(numbers: readonly string[]): ReadonlySet<string> {
  const long = [...new Set(numbers)].filter(
    ({ length }) => length > KEPT_DIGITS && length <= MAX_DIGITS,
  );
  const ending = long.filter((digits) => lostZeros(digits) > 0);
  const areMost =
    ending.length > 1 &&
    (ending.length === long.length ||
      (ending.length > 3 && ending.length > long.length / 2) ||
      isTooMany(ending.length, long));
  if (areMost) {
    return new Set(ending);
  }
  if (areFloats(long)) {
    return new Set(long);
  }
  return new Set(
    ending.filter((digits) => {
      const zeros = lostZeros(digits);
      return zeros > 1 && long.length * 10 ** -zeros < EXPECTED;
    }),
  );
}

/** Chernoff bound on the probability of this count, with all digits equally likely. */
function isTooMany(count: number, long: readonly string[]): boolean {
  const expected = long.reduce((sum, { length }) => sum + 10 ** (KEPT_DIGITS - length), 0);
  return (
    count > expected && count * Math.log((Math.E * expected) / count) - expected < Math.log(CHANCE)
  );
}

/** How many zeros follow the digits that a spreadsheet keeps; 0 if other digits do. */
function lostZeros(digits: string): number {
  const lost = digits.slice(KEPT_DIGITS);
  return /^0+$/.test(lost) ? lost.length : 0;
}

/** Whether all are exact floats, or written like floats, which hardly any real ID is. */
function areFloats(long: readonly string[]): boolean {
  const isWritten = (digits: string): boolean => /^0*$/.test(digits.slice(FLOAT_DIGITS));
  const held = long.every((digits) => BigInt(Number(digits)) === BigInt(digits));
  const written = long.every(isWritten);
  const bitsOf = (digits: string): number =>
    held
      ? Math.max(0, BigInt(digits).toString(2).length - 53)
      : Math.log2(10) * Math.max(0, digits.length - FLOAT_DIGITS);
  const bits = long.reduce((sum, digits) => sum + bitsOf(digits), 0);
  return (held || written) && bits >= ENOUGH_BITS;
}
