import { phoneDigits } from '../../zoho/phoneNumber.ts';
import { readRecordId } from '../../zoho/recordId.ts';
import { recordLinkOf } from '../../zoho/recordLink.ts';
import type { KeyField } from '../../zoho/valuedRecord.ts';
import type { Found } from './match.ts';
import type { By } from './mapping.ts';
import { isRounded } from './roundedNumbers.ts';

/**
 * More characters than any value has that a record is found by, and than a URL. What is longer is
 * no ID and no number, and is too long to be looked up.
 */
export const MAX_VALUE = 2000;

/** The normal form in which a value is looked up, or why it can't be looked up. */
export type Key = { readonly kind: 'key'; readonly key: string } | BadValue;

type BadValue = Extract<Found, { kind: 'rounded' | 'not-an-id' | 'not-a-number' }>;

/** @param isJudged whether its column shows that it wasn't rounded (columnNumbers.ts) */
export function keyOf(value: string, by: By, isJudged = false): Key {
  if (by.kind === 'id') {
    if (value.length > MAX_VALUE) {
      return { kind: 'not-an-id', value };
    }
    const read = readRecordId(value);
    return !isJudged && isRounded(value)
      ? { kind: 'rounded', value }
      : idKey(read.kind === 'id' ? read.id : recordLinkOf(value, undefined)?.id, value);
  }
  if (by.type === 'number') {
    return /^\d{1,19}$/.test(value)
      ? { kind: 'key', key: withoutZeros(value) }
      : { kind: 'not-a-number', value };
  }
  return { kind: 'key', key: value };
}

/** Cells may also contain URLs of records: only their ID counts, not their module. */
function idKey(id: string | undefined, value: string): Key {
  return id === undefined ? { kind: 'not-an-id', value } : { kind: 'key', key: id };
}

/** Texts with the same result are the same value. macOS writes `é` as two characters. */
export function folded(text: string, ignoreCase: boolean): string {
  const whole = text.normalize('NFC').trim();
  return ignoreCase ? whole.toLowerCase() : whole;
}

/**
 * Texts with the same result may be the same value: ignoring case, or by a phone number’s digits.
 */
export function alike(text: string, type: KeyField['type'], ignoreCase: boolean): string {
  return (type === 'phone' ? phoneDigits(text) : undefined) ?? folded(text, ignoreCase);
}

/** `007` and 7 are the same number. */
function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}
