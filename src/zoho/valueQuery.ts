import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { jsonBody } from './jsonBody.ts';
import { COQL_SCOPE } from './scopes.ts';
import type { KeyField, RecordPage } from './valuedRecord.ts';
import { recordPage, wantedFields } from './valuedRecord.ts';

/** `in` takes 50 values in every version; pages of v7 say 100, their lists of errors 50. */
export const MOST_VALUES = 50;

/** Zoho's pages say 2,000 rows, their lists of errors 200; over 200 a query takes two API credits. */
export const ROWS = 200;

/**
 * Records whose field has one of the values: a page of them. Whether it heeds upper and lower case
 * Zoho does not say. A value with a character that cannot be sent (`isOdd`) has to be the only one;
 * records with a similar value come along then.
 * Source: `POST /crm/v8/coql`; 204 where nothing is found.
 *
 * @param values at most `MOST_VALUES`; of a number field digits
 * @param page counted from 0, each of `ROWS`
 */
export async function queryByValues(
  crm: Crm,
  key: KeyField,
  values: readonly string[],
  page: number,
  signal: AbortSignal,
): Promise<Result<RecordPage>> {
  const select = `select ${wantedFields(key).join(', ')} from ${key.module}`;
  const limit = `order by id asc limit ${page * ROWS}, ${ROWS}`;
  const answer = await crm.ask({
    call: 'query',
    method: 'POST',
    version: LOOKUP_VERSION,
    path: ['coql'],
    body: jsonBody({ select_query: `${select} where ${criterion(key, values)} ${limit}` }),
    personal: true,
    scope: COQL_SCOPE,
    signal,
  });
  return answer.ok ? recordPage(key, answer.value) : answer;
}

/** What a backslash means in a literal is not documented, so that none is sent. */
export function isOdd(value: string): boolean {
  return ODD.test(value);
}

const ODD = /[\\\p{Cc}]/u;

function criterion({ field, type }: KeyField, values: readonly string[]): string {
  const [first = ''] = values;
  return isOdd(first)
    ? `${field} like ${literal(first.replaceAll(/[\\\p{Cc}]/gu, '%'))}`
    : `${field} in (${values.map((value) => (type === 'number' ? value : literal(value))).join(', ')})`;
}

/** Quotes are doubled (Zoho's "FAQs on COQL API"). */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
