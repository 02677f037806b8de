/** Fewer may be an extension, or a part of many numbers. */
const FEWEST = 7;
/** No number has more, with its country's code and an extension. */
const MOST = 20;

/** What people write in phone numbers besides digits. */
const LIKE_PHONE = /^[(\s]*\+?[\d\s()./\\_·•|\p{Pd}]+$/u;

/**
 * The digits of a phone number, by which two texts are the same one: `+1 (555) 010-7788` is
 * `15550107788`. Undefined where the text has letters (an extension, `home`) or too few digits. A
 * number without its country's code is another one: `555-010-7788` may be someone else's elsewhere.
 */
export function phoneDigits(text: string): string | undefined {
  // Copied from elsewhere, a number may have full-width digits, and marks that nobody sees.
  const plain = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  const digits = plain.replaceAll(/\D/g, '');
  return LIKE_PHONE.test(plain) && digits.length >= FEWEST && digits.length <= MOST
    ? digits
    : undefined;
}
