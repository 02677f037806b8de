import { readRecordId } from '../../zoho/recordId.ts';
import { recordLinkOf } from '../../zoho/recordLink.ts';

/** With fewer digits a number may be a barcode (13, 14) or a device's (15), unless it is said. */
const FEWEST = 16;

/** Whether a text itself says that it is a record ID: with `zcrm_`, or as a record's address. */
export function isNamedId(text: string): boolean {
  return readRecordId(text).isNamed || recordLinkOf(text, undefined) !== undefined;
}

/**
 * Whether a text is a record ID by what it says itself, by its length, or as a record's address.
 *
 * @param isSaid whether what it is called says that it is one
 */
export function isSureId(text: string, isSaid: boolean): boolean {
  const read = readRecordId(text);
  if (read.kind === 'id') {
    return read.isNamed || isSaid || read.id.length >= FEWEST;
  }
  return read.problem === 'rounded'
    ? isSaid || digitsBefore(text) >= FEWEST
    : recordLinkOf(text, undefined) !== undefined;
}

/** How many digits a rounded number had: `5.54E+18` one more than its exponent says. */
function digitsBefore(rounded: string): number {
  const exponent = /E\+?(\d+)/i.exec(rounded)?.[1];
  return exponent === undefined ? (/\d+/.exec(rounded)?.[0].length ?? 0) : Number(exponent) + 1;
}
