/** Formats a number as its cell shows it. */
export type NumberFormat = (number: string) => string;

/** IDs of built-in date formats, including those of East Asia. */
const BUILT_IN_DATES = /^(?:1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/;
const BUILT_IN_TIMES = /^(?:1[89]|2[01]|4[5-7])$/;

const DAY_SECONDS = 86_400;
/** Excel counts February 29, 1900, which didn't exist. */
const LEAP_DAY = 60;
const LAST_DAY = 2_958_466;

/** Excel's maximum length of a format, and more than the digits of any number that it writes. */
const MAX_LENGTH = 255;

/** @param countsFrom1904 whether dates count from 1904, as on old Macs */
export function numberFormatOf(
  id: string,
  code: string | undefined,
  countsFrom1904: boolean,
): NumberFormat {
  const [first = ''] = (code ?? '').slice(0, MAX_LENGTH).split(';');
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '');
  const isDate = code === undefined ? BUILT_IN_DATES.test(id) : isDateFormat(bare);
  if (isDate) {
    const isTime = code === undefined ? BUILT_IN_TIMES.test(id) : !/[yd]/i.test(bare);
    return (number) => dateOf(number, isTime && /[hs]/i.test(bare || 'h'), countsFrom1904);
  }
  return /^0[0\-./ ()]*$/.test(bare) && bare.includes('00') && !bare.includes('.')
    ? (number) => padded(plainNumber(number), first)
    : plainNumber;
}

function isDateFormat(bare: string): boolean {
  return !/^general$/i.test(bare) && /[ymdhs]/i.test(bare);
}

/**
 * Writes a number such as `5.54E+15` in plain digits. Whole numbers keep all digits; fractions are
 * rounded to 15, since further ones are artifacts of floats.
 */
export function plainNumber(number: string): string {
  if (number.length > MAX_LENGTH || /^-?[1-9]\d*$/.test(number)) {
    return number;
  }
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:e([-+]?\d{1,3}))?$/i.exec(number.trim());
  if (match === null) {
    return number;
  }
  const [, sign = '', whole = '', part = '', exponent = '0'] = match;
  const digits = whole + part;
  const point = whole.length + Number(exponent);
  const left = digits
    .slice(0, Math.max(0, point))
    .padEnd(point, '0')
    .replace(/^0+(?=\d)/, '');
  const right = `${'0'.repeat(Math.max(0, -point))}${digits.slice(Math.max(0, point))}`;
  const fraction = right.replace(/0+$/, '');
  if (fraction === '') {
    return `${sign}${left || '0'}`;
  }
  const isLong = digits.replace(/^0+/, '').length > 15;
  const rounded = isLong ? String(Number(Number(number).toPrecision(15))) : '';
  return /^-?[\d.]+$/.test(rounded) ? rounded : `${sign}${left || '0'}.${fraction}`;
}

/** Applies formats with leading zeros, such as `00000` and `"SKU-"0000`. */
function padded(number: string, format: string): string {
  if (!/^\d+$/.test(number)) {
    return number;
  }
  const parts = format.match(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|./g) ?? [];
  let digits = number;
  let places = parts.filter((part) => part === '0').length;
  let shown = '';
  for (const part of parts.toReversed()) {
    if (part === '0') {
      places--;
      // The first place takes all remaining digits.
      const at = places === 0 ? 0 : Math.max(0, digits.length - 1);
      shown = (digits.slice(at) || '0') + shown;
      digits = digits.slice(0, at);
    } else if (part.startsWith('"')) {
      shown = part.slice(1, -1) + shown;
    } else if (part.startsWith('\\')) {
      shown = part.slice(1) + shown;
    } else if (!/^[_*[]/.test(part)) {
      shown = part + shown;
    }
  }
  return shown;
}

function dateOf(number: string, isTime: boolean, countsFrom1904: boolean): string {
  const serial = Number(number);
  if (!(serial >= 0 && serial < LAST_DAY)) {
    return plainNumber(number);
  }
  const seconds = Math.round(serial * DAY_SECONDS);
  const days = Math.floor(seconds / DAY_SECONDS);
  const first = countsFrom1904
    ? Date.UTC(1904, 0, 1)
    : Date.UTC(1899, 11, days < LEAP_DAY ? 31 : 30);
  const [date = '', time = ''] = new Date(first + seconds * 1000).toISOString().split(/T|\./);
  if (isTime || (days === 0 && !countsFrom1904)) {
    return time;
  }
  return seconds % DAY_SECONDS === 0 ? date : `${date} ${time}`;
}
