/** Fewer may be an extension, or a part of many numbers. */
const FEWEST = 7;
/** No number has more, with its country's code and an extension. */
const MOST = 20;

/** What people write in phone numbers besides digits. */
const LIKE_PHONE = /^[(\s]*\+?[\d\s()./\\_·•|\p{Pd}]+$/u;

/** What stands behind the name of a copy: of `030 12345 (6)` it would be another number's last digit. */
const COPY = /\d\s*\(\d{1,3}\)\s*$/;

/** Behind the codes of country and region, so many or more digits are a subscriber's. */
const LAST = 8;

/**
 * The digits of a phone number, by which two texts are the same one: `+1 (555) 010-7788` is
 * `15550107788`. Undefined where the text has letters (an extension, `home`), a mark of a copy or too
 * few digits. A number without its country's code is another one: `555-010-7788` may be someone else's elsewhere.
 */
export function phoneDigits(text: string): string | undefined {
  // Copied from elsewhere, a number may have full-width digits, and marks that nobody sees.
  const plain = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  const digits = plain.replaceAll(/\D/g, '');
  return LIKE_PHONE.test(plain) &&
    !COPY.test(plain) &&
    digits.length >= FEWEST &&
    digits.length <= MOST
    ? digits
    : undefined;
}

/** Its last digits, which a number has however much of its codes, or behind it, is written. */
export function lastDigits(text: string): string | undefined {
  return mainDigits(text)?.slice(-LAST);
}

/** How many last digits numbers share that may be one, of which more is written in one place; else 0. */
export function phoneNearness(a: string, b: string): number {
  const [one, other] = [mainDigits(a), mainDigits(b)];
  if (one === undefined || other === undefined) {
    return 0;
  }
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same < most && one.at(-1 - same) === other.at(-1 - same)) {
    same += 1;
  }
  return same >= Math.min(LAST, most) ? same : 0;
}

/** Without an extension, and what says that a file is a copy. */
function mainDigits(text: string): string | undefined {
  return phoneDigits(text.replace(/\p{L}.*$/su, '').replace(/\s*\(\d{1,3}\)\s*$/, ''));
}
