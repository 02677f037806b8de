import { phoneDigits } from '../../zoho/phoneNumber.ts';
import { readRecordId } from '../../zoho/recordId.ts';
import { recordLinkOf } from '../../zoho/recordLink.ts';
import type { KeyField } from '../../zoho/valuedRecord.ts';
import type { Found } from './match.ts';
import type { By } from './mapping.ts';
import { isRounded } from './roundedNumbers.ts';

/** What a value is asked for as, and told apart from others by; or why it cannot be asked for. */
export type Key = { readonly kind: 'key'; readonly key: string } | BadValue;

type BadValue = Extract<Found, { kind: 'rounded' | 'not-an-id' | 'not-a-number' }>;

/** @param isJudged whether the value's column has shown that it was not rounded (columnNumbers.ts) */
export function keyOf(value: string, by: By, isJudged = false): Key {
  if (by.kind === 'id') {
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

/** A column may have the records' addresses as well: whichever module they say, the ID is looked up. */
function idKey(id: string | undefined, value: string): Key {
  return id === undefined ? { kind: 'not-an-id', value } : { kind: 'key', key: id };
}

/** Two texts are the same value where this is the same. A Mac writes `é` as two characters. */
export function folded(text: string, ignoreCase: boolean): string {
  const whole = text.normalize('NFC').trim();
  return ignoreCase ? whole.toLowerCase() : whole;
}

/** The same of values that may be one where none is just so: but for case, or by a phone’s digits. */
export function alike(text: string, type: KeyField['type'], ignoreCase: boolean): string {
  return (type === 'phone' ? phoneDigits(text) : undefined) ?? folded(text, ignoreCase);
}

/** `007` and 7 are one number. */
function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}
