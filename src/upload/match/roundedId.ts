import { readRecordId } from '../../zoho/recordId.ts';

/** A spreadsheet keeps so many digits of a number; what follows it makes zeros of. */
const KEPT_DIGITS = 15;

/**
 * Whether a record's ID has gone through a spreadsheet that took it for a number and rounded it:
 * `5.54E+18`, or 4876876000000620000 where the ID ended in 4001. Of 16 digits every tenth ID ends in
 * a zero by itself, so these pass. `zcrm_` keeps a spreadsheet from taking it for a number, so that
 * behind it only zeros count that hardly any ID has by itself: a formula has put it back.
 */
export function isRoundedId(text: string): boolean {
  const read = readRecordId(text);
  if (read.kind === 'none') {
    return read.problem === 'rounded';
  }
  const lost = read.id.slice(KEPT_DIGITS);
  return lost.length >= (read.isNamed ? 4 : 2) && /^0+$/.test(lost);
}
