import { askCoql, coqlLiteral, likeText } from './coqlQuery.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { KeyField, PagedRecords } from './valuedRecord.ts';
import { recordPage, valuesIn, wantedFields } from './valuedRecord.ts';

/** `in` accepts 50 values in every version. Pages of v7 say 100, their lists of errors 50. */
const MOST_VALUES = 50;
/** Of all values together. Zoho names no limit. A text field holds some hundreds of characters. */
const MOST_CHARACTERS = 15_000;

/** Of one query that takes one API credit. */
export const ROWS = 200;
/** The most rows that are read for one question. */
export const MOST_ROWS = 2000;

/**
 * Zoho's pages say that a query returns 2,000 rows, for three credits; their lists of errors say
 * 200. The first query that asks for more shows which is true. It isn’t asked again while VS Code
 * runs.
 */
let givesMore = true;

/**
 * Records whose field has one of the values: a page of them. For one value, the second page has
 * everything that is read; there is hardly ever more than the first. Zoho doesn’t say whether case
 * matters. A value with a character that can’t be sent (`isOdd`) must be the only one, and records
 * with a similar value are found, too.
 * Source: `POST /crm/v8/coql`; 204 if nothing is found.
 *
 * @param values as many as `fitsQuery`; of a number field digits
 * @param from the first row of the page, counted from 0
 */
export async function queryByValues(
  crm: Crm,
  key: KeyField,
  values: readonly string[],
  from: number,
  signal: AbortSignal,
): Promise<Result<PagedRecords>> {
  const where = criterion(key, values);
  if (from > 0 && values.length === 1 && givesMore) {
    const rest = await queryWhere(crm, key, where, { from, rows: MOST_ROWS - from }, signal);
    if (rest.ok || rest.failure.kind !== 'limit-exceeded') {
      return rest;
    }
    givesMore = false;
  }
  return queryWhere(crm, key, where, { from, rows: ROWS }, signal);
}

/**
 * A page of the records that meet a condition.
 *
 * @param where in COQL
 */
export async function queryWhere(
  crm: Crm,
  key: KeyField,
  where: string,
  { from, rows }: { from: number; rows: number },
  signal: AbortSignal,
): Promise<Result<PagedRecords>> {
  const select = `select ${wantedFields(key).join(', ')} from ${key.module}`;
  const limit = `order by id asc limit ${from}, ${rows}`;
  const answer = await askCoql(crm, `${select} where ${where} ${limit}`, signal);
  if (!answer.ok) {
    return answer;
  }
  const page = recordPage(key, answer.value);
  return page.ok ? success({ ...page.value, next: from + rows }) : page;
}

/** Whether one query accepts this many values, and of this length. */
export function fitsQuery(key: KeyField, values: readonly string[]): boolean {
  return values.length <= MOST_VALUES && criterion(key, values).length <= MOST_CHARACTERS;
}

/** It isn’t documented what a backslash means in a literal, so none is sent. */
export function isOdd(value: string): boolean {
  return ODD.test(value);
}

const ODD = /[\\\p{Cc}]/u;

/**
 * With several fields, each must be one of the values that are wanted for it: few records have a
 * first name and a last name that don’t belong together. So there are two conditions for fifty
 * names, and pairs in brackets only for three fields or more, as Zoho requires.
 */
function criterion({ field, type, also }: KeyField, values: readonly string[]): string {
  if (also === undefined) {
    return oneOf(field, type, values);
  }
  const tuples = values.map(valuesIn);
  return [field, ...also]
    .map((name, n) => oneOf(name, 'text', [...new Set(tuples.map((tuple) => tuple[n] ?? ''))]))
    .reduce((before, next, n) => `${n > 1 ? `(${before})` : before} and ${next}`);
}

function oneOf(field: string, type: KeyField['type'], values: readonly string[]): string {
  const [first = ''] = values;
  return isOdd(first)
    ? `${field} like ${coqlLiteral(likeText(first))}`
    : `${field} in (${values.map((value) => (type === 'number' ? value : coqlLiteral(value))).join(', ')})`;
}
