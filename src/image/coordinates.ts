/** The degree sign: in Latin-1, UTF-8, and HTML, a lookalike, and the word. */
const DEGREES = String.raw`(?:\xc2?[\xb0\xba]|\xcb\x9a|[Dd]eg(?:rees?)?|&deg;|&#176;|\\u00[Bb]0)`;

/** The same for the sign of minutes. In UTF-16, its two bytes are left. */
const MINUTES = String.raw`(?:['\xb4]|\xc2\xb4|\xe2\x80[\xb2\x99]|2 |&#39;|&prime;|min)`;

/** Coordinates in a text, as people, phones, and maps write them. Bytes as characters. */
const FORMS: readonly RegExp[] = [
  // ISO 6709: +46.9574+007.4442/, or without the end if there are fractions.
  /(?<![\w.])[+-]\d{2}(?:\d{2}){0,2}(?:\.\d+)?[+-]\d{3}(?:\d{2}){0,2}(?:\.\d+)?(?:[+-]\d{1,6}(?:\.\d+)?)?(?:CRS\w{0,20})?\//,
  /[+-]\d{1,6}\.\d+[+-]\d{1,7}\.\d/,
  // 46°57'26.8"N, 46 deg 57' 26.77" N, 46.9574° N, N 46° 57.446
  new RegExp(
    String.raw`\d\s?${DEGREES}\s?\d{1,2}(?:[.,]\d+)?\s?${MINUTES}[^A-Za-z]{0,16}[NSEWO]\b`,
  ),
  new RegExp(String.raw`\d[.,]\d{2,}\s?${DEGREES}\s?[NSEWO]\b`),
  new RegExp(
    String.raw`\b[NSEWO]\s?\d{1,3}(?:[.,]\d{2,}\s?${DEGREES}|\s?${DEGREES}\s?\d{1,2}(?:[.,]\d|\s?${MINUTES}))`,
  ),
  // 46.9574N 7.4442E, N46.9574 E7.4442, N 46 57.446 E 007 26.651
  /\d[.,]\d{2,}\s?[NS](?:orth|outh)?\b.{0,4}\b\d{1,3}[.,]\d{2,}\s?[EWO]/,
  /\b[NS]\s?\d{1,2}(?:\s\d{1,2})?[.,]\d{2,}.{0,4}[EWO]\s?\d{1,3}(?:\s\d{1,2})?[.,]\d{2}/,
  // 46 57 26.8 N 7 26 39 E, N46 57 26 E7 26 39, 465726N 0072639E, 46d57m26s N
  /\b\d{1,2}[ :-]\d{1,2}[ :-]\d{1,2}(?:[.,]\d+)?\s?[NS]\b.{0,4}\b\d{1,3}[ :-]\d{1,2}[ :-]\d{1,2}(?:[.,]\d+)?\s?[EWO]/,
  /\b[NS]\s?\d{1,2}\s\d{1,2}\s\d{1,2}.{0,4}[EWO]\s?\d{1,3}\s\d{1,2}\s\d/,
  /\b\d{4}(?:\d\d)?[NS]\s?\d{5}(?:\d\d)?[EW]/,
  /\b\d{1,3}d\s?\d{1,2}(?:\.\d+)?m[\s\d.]{0,8}s?\s?[NSEW]/,
  // 4657.446,N,00726.651,E of receivers
  /\b\d{3,4}\.\d+,[NS],\d{4,5}\.\d+,[EW]/,
  // 32T 382000 5201000, 32T LT 82000 01000
  /\b\d{1,2}[C-HJ-NP-X]\s\d{6}\s\d{7}/,
  /\b\d{1,2}[C-HJ-NP-X]\s[A-HJ-NP-Z]{2}\s\d{4,5}\s\d{4,5}/,
  // XMP's 46,57.446N and 46,57,26N
  /\b\d{1,3},\d{1,2}(?:\.\d+|,\d{1,2}(?:\.\d+)?)[NSEW]\b/,
  // lat: 46.9, "lng":"7.4", GPS 46.957
  /\bm?(?:lat|lng|long?)\b["'.]?\s{0,3}[:=]?\s{0,3}["']?[-+NSEW]?\s?(?:\d{1,3}(?:[.,]|\xc2?\xb0)\d|\d{7,10}\b)/i,
  /\bgps\b.{0,12}\d{1,3}[.,](?:\d{3}|\d+\W{1,4}\d{1,3}[.,]\d)/i,
  /\bgps[_ ]?(?:lat|lon|lng|pos|coord)\w{0,12}["']?\s?[:=]\s?["'[]?[-+NSEW]?\d/i,
  /\bgeo:-?\d{1,2}(?:\.\d+)?,-?\d/i,
  /\bPOINT\s?\(\s?-?\d/,
  // Maps
  /[?&](?:q|ll|center|query|destination)=(?:loc:)?-?\d{1,2}\.\d+,\s?-?\d/,
  /\bmaps\.app\.goo\.gl\/|\bgoo\.gl\/maps\/|\bmaps\.apple\.com\/|\bgoogle\.[a-z.]{2,6}\/maps|\bopenstreetmap\.org\/(?:#map|\?m|node|way|relation)/,
  // 46,9574; 7,4442
  /(?<![\d.,])\d{1,2},\d{4,}\s{0,3}[;|/]\s{0,3}[-+]?\d{1,3},\d{4}/,
  // A code of Google Maps: 8FR9XC4V+XM
  /(?<![A-Z\d])[2-9CFGHJMPQRVWX]{8}\+[2-9CFGHJMPQRVWX]{2,3}(?![A-Z\d])/,
];

/** Exactly two numbers, of which the first may be a latitude and the second a longitude. */
const PAIR =
  /(?<![\d.+-]|\d\s{0,3}[,;|\s]\s{0,3})[-+]?(\d{1,3})\.(\d{3,})\s{0,3}[,;|/\s]\s{0,3}[-+]?(\d{1,3})\.(\d{3,})(?!\d|\.|\s{0,3}[,;|\s]\s{0,3}[-+]?\d+\.\d{3})/g;

/**
 * Whether a text has coordinates, in forms that hardly anything else has. Shares of a side, as
 * programs write them (0.512, 0.433), and lists of numbers aren’t coordinates.
 *
 * @param text one character per byte, without zeros
 */
export function hasCoordinates(text: string): boolean {
  const plain = text.includes('%')
    ? text.replaceAll(/%(?:2C|20|3D|3A)/gi, decodeURIComponent)
    : text;
  return FORMS.some((form) => form.test(plain)) || hasPair(plain);
}

function hasPair(text: string): boolean {
  for (const [, first = '', part = '', second = '', other = ''] of text.matchAll(PAIR)) {
    const [one, two] = [Number(first), Number(second)];
    // Some write the longitude first.
    const isPlace = Math.min(one, two) <= 90 && Math.max(one, two) <= 180;
    const isShare = one + two === 0 || /^0+$/.test(part + other);
    if (isPlace && !isShare) {
      return true;
    }
  }
  return false;
}
