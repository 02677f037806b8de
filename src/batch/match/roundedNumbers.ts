import { readRecordId } from '../../zoho/recordId.ts';

/** A spreadsheet keeps so many digits of a number; what follows it makes zeros of. */
const KEPT_DIGITS = 15;
/** A program's float is written with so many at most. */
const FLOAT_DIGITS = 17;

/** So improbable, for all of a column together, is no chance: one in some ten thousand. */
const ENOUGH_BITS = 13;
/** That a number which ends in zeros is among so many expected ones is no chance. */
const EXPECTED = 0.05;
/** What some numbers of a column have together by chance less often than so, they do not. */
const CHANCE = 0.001;

/**
 * Whether a record's ID has gone through a spreadsheet that took it for a number and rounded it:
 * `5.54E+18`, or 4876876000000620000 where the ID ended in 4001. Of 16 digits every tenth ID ends in
 * a zero by itself, so these pass. `zcrm_` keeps a spreadsheet from taking it for a number, so that
 * behind it only zeros count that hardly any ID has by itself: a formula has put it back.
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
 * Which of a column's numbers were rounded. All are where all of the long ones end in zeros behind
 * the fifteenth digit, or are such as a float holds; else those that do, where chance gives so many
 * numbers fewer of them, or not as many zeros.
 *
 * @param numbers digits only, each different one once
 */
export function areRounded(numbers: readonly string[]): ReadonlySet<string> {
  const long = [...new Set(numbers)].filter(({ length }) => length > KEPT_DIGITS);
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

/** By Chernoff's bound of how often there are as many, where each digit is as likely as others. */
function isTooMany(count: number, long: readonly string[]): boolean {
  const expected = long.reduce((sum, { length }) => sum + 10 ** (KEPT_DIGITS - length), 0);
  return (
    count > expected && count * Math.log((Math.E * expected) / count) - expected < Math.log(CHANCE)
  );
}

/** How many digits have become zeros, where all behind the kept ones are. */
function lostZeros(digits: string): number {
  const lost = digits.slice(KEPT_DIGITS);
  return /^0+$/.test(lost) ? lost.length : 0;
}

/** Whether all are numbers that a float holds, or as it is written: of true IDs hardly any is. */
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
