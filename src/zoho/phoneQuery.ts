import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { likeAny, MOST_PATTERNS } from './likeQuery.ts';
import { lastDigits } from './phoneNumber.ts';
import type { KeyField, PagedRecords } from './valuedRecord.ts';
import { queryWhere, ROWS } from './valueQuery.ts';

/**
 * Records whose phone number has the last digits of one of the values in this order: a page of
 * them, some with other digits between.
 * Source: `POST /crm/v8/coql`; 204 if nothing is found.
 *
 * @param values phone numbers, as many as `fitsPhoneQuery`
 * @param from the first row of the page, counted from 0
 */
export function queryByPhones(
  crm: Crm,
  key: KeyField,
  values: readonly string[],
  from: number,
  signal: AbortSignal,
): Promise<Result<PagedRecords>> {
  const patterns = values.map((value) => {
    return [`%${Array.from(lastDigits(value) ?? '').join('%')}%`];
  });
  const where = likeAny([key.field], patterns);
  return queryWhere(crm, key, where, { from, rows: ROWS }, signal);
}

/** Whether one query accepts this many phone numbers. Nothing else can be asked for like this. */
export function fitsPhoneQuery(values: readonly string[]): boolean {
  return values.length <= MOST_PATTERNS && values.every((value) => lastDigits(value) !== undefined);
}
