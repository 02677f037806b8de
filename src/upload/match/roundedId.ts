/** A spreadsheet keeps so many digits of a number; what follows it makes zeros of. */
const KEPT_DIGITS = 15;

/**
 * Whether a record's id has gone through a spreadsheet that took it for a number and rounded it:
 * `5.54E+18`, or 4876876000000620000 where the id ended in 4001. Of 16 digits every tenth id ends in
 * a zero by itself, so these pass.
 */
export function isRoundedId(text: string): boolean {
  return (
    /^\d([.,]\d+)?E\+?\d+$/i.test(text) ||
    (/^\d{17,19}$/.test(text) && /^0+$/.test(text.slice(KEPT_DIGITS)))
  );
}
