import { readRecordId } from '../../zoho/recordId.ts';
import { recordLinkOf } from '../../zoho/recordLink.ts';

/** Shorter numbers may be barcodes (13 or 14 digits) or device IDs (15). */
const MIN_DIGITS = 16;

/** Whether a text is marked as a record ID: by `zcrm_`, or as a record's URL. */
export function isNamedId(text: string): boolean {
  return readRecordId(text).isNamed || recordLinkOf(text, undefined) !== undefined;
}

/**
 * Whether a text is a record ID beyond doubt: by its mark or length, or as a record's URL.
 *
 * @param isDeclared whether the column's name says that it contains record IDs
 */
export function isSureId(text: string, isDeclared: boolean): boolean {
  const read = readRecordId(text);
  if (read.kind === 'id') {
    return read.isNamed || isDeclared || read.id.length >= MIN_DIGITS;
  }
  return read.problem === 'rounded'
    ? isDeclared || digitsBeforeRounding(text) >= MIN_DIGITS
    : recordLinkOf(text, undefined) !== undefined;
}

/** How many digits a number had before rounding: for `5.54E+18`, the exponent plus one. */
function digitsBeforeRounding(rounded: string): number {
  const exponent = /E\+?(\d+)/i.exec(rounded)?.[1];
  return exponent === undefined ? (/\d+/.exec(rounded)?.[0].length ?? 0) : Number(exponent) + 1;
}
