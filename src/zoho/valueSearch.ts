import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { SEARCH_SCOPE } from './scopes.ts';
import type { KeyField, RecordPage } from './valuedRecord.ts';
import { recordPage, wantedFields } from './valuedRecord.ts';

/** A search takes so many criteria. */
export const MOST_CRITERIA = 10;

const A_PAGE = 200;
/** Behind so many pages Zoho tells no more: of 2,000 records. */
export const MOST_PAGES = 10;

/**
 * Records whose field has one of the values, in upper or lower case, and others: `equals` finds what
 * contains a value. A record that was made a moment ago may not be among them.
 * Source: `GET /crm/v8/{module}/search?criteria=`; 204 where nothing is found.
 *
 * @param values at most `MOST_CRITERIA`; of a number field digits
 * @param page counted from 0, below `MOST_PAGES`
 */
export async function searchByValues(
  crm: Crm,
  key: KeyField,
  values: readonly string[],
  page: number,
  signal: AbortSignal,
): Promise<Result<RecordPage>> {
  const answer = await crm.ask({
    call: 'search',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [key.module, 'search'],
    query: {
      criteria: criteriaOf(key.field, values),
      fields: wantedFields(key).join(','),
      per_page: String(A_PAGE),
      page: String(page + 1),
    },
    personal: true,
    scope: SEARCH_SCOPE,
    signal,
  });
  return answer.ok ? recordPage(key, answer.value) : answer;
}

function criteriaOf(field: string, values: readonly string[]): string {
  const criteria = values.map((value) => `(${field}:equals:${escaped(value)})`);
  return criteria.length === 1 ? criteria.join('') : `(${criteria.join('or')})`;
}

/**
 * Brackets, commas, and a backslash at the end have a backslash before them, says Zoho; one that
 * would be read together with what follows it does so too.
 */
export function escaped(value: string): string {
  return value.replaceAll(/[(),]|\\(?=[(),\\]|$)/g, '\\$&');
}
