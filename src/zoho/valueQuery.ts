import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import { jsonBody } from './jsonBody.ts';
import { COQL_SCOPE } from './scopes.ts';
import type { KeyField, PagedRecords } from './valuedRecord.ts';
import { recordPage, valuesIn, wantedFields } from './valuedRecord.ts';

/** `in` takes 50 values in every version; pages of v7 say 100, their lists of errors 50. */
const MOST_VALUES = 50;
/** Of all values together. Zoho names no limit; a text field holds some hundreds of characters. */
const MOST_CHARACTERS = 15_000;

/** Of one query that takes one API credit. */
export const ROWS = 200;
/** So many rows are read for one question. */
export const MOST_ROWS = 2000;

/**
 * Zoho's pages say that a query gives 2,000 rows, for three credits, their lists of errors that it
 * gives 200. Which of them is so shows at the first query that asks for more, and is not asked again
 * while VS Code runs.
 */
let givesMore = true;

/**
 * Records whose field has one of the values: a page of them. Of one value, the second page holds all that is
 * read; hardly ever is there more than the first. Whether it heeds upper and lower case
 * Zoho does not say. A value with a character that cannot be sent (`isOdd`) has to be the only one;
 * records with a similar value come along then.
 * Source: `POST /crm/v8/coql`; 204 where nothing is found.
 *
 * @param values as many as `fitsQuery`; of a number field digits
 * @param from the row that the page begins with, counted from 0
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
  const answer = await crm.ask({
    call: 'query',
    method: 'POST',
    version: LOOKUP_VERSION,
    path: ['coql'],
    body: jsonBody({ select_query: `${select} where ${where} ${limit}` }),
    personal: true,
    scope: COQL_SCOPE,
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const page = recordPage(key, answer.value);
  return page.ok ? success({ ...page.value, next: from + rows }) : page;
}

/** Whether one query takes so many values, and as long ones. */
export function fitsQuery(key: KeyField, values: readonly string[]): boolean {
  return values.length <= MOST_VALUES && criterion(key, values).length <= MOST_CHARACTERS;
}

/** What a backslash means in a literal is not documented, so that none is sent. */
export function isOdd(value: string): boolean {
  return ODD.test(value);
}

const ODD = /[\\\p{Cc}]/u;

/**
 * Of several fields, each has to be one of the values that are wanted of it: few records are of a
 * first name and a last name that do not belong together. So there are two conditions for fifty
 * names, and pairs in brackets only where there are three fields or more, as Zoho wants them.
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
    ? `${field} like ${literal(first.replaceAll(/[\\\p{Cc}]/gu, '%'))}`
    : `${field} in (${values.map((value) => (type === 'number' ? value : literal(value))).join(', ')})`;
}

/** Quotes are doubled (Zoho's "FAQs on COQL API"). */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
