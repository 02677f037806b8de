/** Fewer may be an extension, or a part of many numbers. */
const FEWEST = 7;
/** No number has more, with its country's code and an extension. */
const MOST = 20;

/** What people write in phone numbers besides digits. */
const LIKE_PHONE = /^[(\s]*\+?[\d\s()./\\_·•|\p{Pd}]+$/u;

/** Behind the codes of country and region, so many or more digits are a subscriber's. */
const LAST = 8;

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

/** The last digits, which a number has however much of its codes is written. */
export function lastDigits(digits: string): string {
  return digits.slice(-LAST);
}

/** Whether numbers may be one, of which more is written in one place than in the other. */
export function arePhonesNear(a: string, b: string): boolean {
  const [one, other] = [phoneDigits(a), phoneDigits(b)];
  if (one === undefined || other === undefined) {
    return false;
  }
  const length = Math.min(LAST, one.length, other.length);
  return one.slice(-length) === other.slice(-length);
}
