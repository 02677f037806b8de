/** Fewer may be an extension, or a part of many numbers. */
const FEWEST = 7;
/** No number has more, with its country's code and an extension. */
const MOST = 20;

/** What people write in phone numbers besides digits. */
const LIKE_PHONE = /^[(\s]*\+?[\d\s()./\\_·•|\p{Pd}]+$/u;

/** The end of the name of a copy: in `030 12345 (6)`, it would be another number's last digit. */
const COPY = /\d\s*\(\d{1,3}\)\s*$/;

/** Longer texts aren't numbers, whatever they contain. */
const LONGEST = 200;

/** After the codes of country and region, a subscriber's number has this many digits or more. */
const LAST = 8;

/**
 * The digits of a phone number, by which two texts are the same one: `+1 (555) 010-7788` is
 * `15550107788`. Undefined if the text has letters (an extension, `home`), a mark of a copy, or too
 * few digits. A number without its country's code is another one: `555-010-7788` may be someone
 * else's elsewhere.
 */
export function phoneDigits(text: string): string | undefined {
  if (text.length > LONGEST) {
    return undefined;
  }
  // A copied number may have full-width digits, and invisible marks.
  const plain = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  const digits = plain.replaceAll(/\D/g, '');
  return LIKE_PHONE.test(plain) &&
    !COPY.test(plain) &&
    digits.length >= FEWEST &&
    digits.length <= MOST
    ? digits
    : undefined;
}

/** Its last digits, which stay the same however much of its codes is written. */
export function lastDigits(text: string): string | undefined {
  return mainDigits(text)?.slice(-LAST);
}

/**
 * How many last digits two numbers share that may be the same, if one of them is written more
 * fully; else 0.
 */
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

/** Without an extension, and without the mark of a copied file. */
function mainDigits(text: string): string | undefined {
  return phoneDigits(
    text
      .replace(/\p{L}.*$/su, '')
      .trimEnd()
      .replace(/\(\d{1,3}\)$/, '')
      .trimEnd(),
  );
}
