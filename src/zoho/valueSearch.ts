import { askSearch } from './search.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { KeyField, PagedRecords } from './valuedRecord.ts';
import { A_PAGE, recordPage, valuesIn, wantedFields } from './valuedRecord.ts';

/** How many criteria a search accepts. */
export const MOST_CRITERIA = 10;
/** And how many characters of them, by Zoho's OpenAPI of late 2025. */
const MOST_CHARACTERS = 3000;
/** Of the names of fields that are requested. */
const MOST_OF_FIELDS = 2000;
/** How many of them, encoded, go into one URL: servers accept some 8,000 in all. */
const MOST_ENCODED = 5000;

/**
 * Records whose field has one of the values, in any case, and others: `equals` finds what contains
 * a value. A record that was created a moment ago may not be among them.
 * Source: `GET /crm/v8/{module}/search?criteria=`; 204 if nothing is found.
 *
 * @param values as many as `fitsSearch`; of a number field digits
 * @param from the first row of the page, counted from 0; Zoho returns at most 2,000
 * @param only leads that were converted, which no search finds otherwise
 */
export function searchByValues(
  crm: Crm,
  key: KeyField,
  values: readonly string[],
  from: number,
  signal: AbortSignal,
  only?: 'converted',
): Promise<Result<PagedRecords>> {
  return searchWhere(crm, key, criteriaOf(key, values), from, signal, only);
}

/**
 * A page of the records that meet criteria.
 *
 * @param criteria as the search accepts them, at most `MOST_CRITERIA`
 */
export async function searchWhere(
  crm: Crm,
  key: KeyField,
  criteria: string,
  from: number,
  signal: AbortSignal,
  only?: 'converted',
): Promise<Result<PagedRecords>> {
  const query = {
    criteria,
    fields: wantedFields(key).join(','),
    per_page: String(A_PAGE),
    page: String(from / A_PAGE + 1),
  };
  const answer = await askSearch(crm, key.module, query, signal, only);
  if (!answer.ok) {
    return answer;
  }
  const page = recordPage(key, answer.value);
  if (page.ok) {
    return success({ ...page.value, next: from + A_PAGE });
  }
  // There are more, but Zoho doesn’t return them.
  return page.failure.kind === 'limit-exceeded' && from > 0
    ? success({ records: [], more: true, next: Infinity })
    : page;
}

/** Whether one search accepts this many values, and of this length. */
export function fitsSearch(key: KeyField, values: readonly string[]): boolean {
  const { also = [] } = key;
  const criteriaCount = values.length * (1 + also.length);
  if (criteriaCount > MOST_CRITERIA || wantedFields(key).join(',').length > MOST_OF_FIELDS) {
    return false;
  }
  const criteria = criteriaOf(key, values).toWellFormed();
  return criteria.length <= MOST_CHARACTERS && encodeURIComponent(criteria).length <= MOST_ENCODED;
}

function criteriaOf({ field, also }: KeyField, values: readonly string[]): string {
  const fields = [field, ...(also ?? [])];
  const criteria = values.map((value) => {
    const wanted = also === undefined ? [value] : valuesIn(value);
    return joinedConditions(
      fields.map((name, n) => `(${name}:equals:${escaped(wanted[n] ?? '')})`),
      'and',
    );
  });
  return joinedConditions(criteria, 'or');
}

/** Joined criteria are in brackets, because `and` and `or` must not be side by side. */
export function joinedConditions(criteria: readonly string[], word: 'and' | 'or'): string {
  return criteria.length === 1 ? criteria.join('') : `(${criteria.join(word)})`;
}

/**
 * According to Zoho, brackets, commas, and a backslash at the end need a backslash before them. So
 * does one that would be read together with what follows it.
 */
export function escaped(value: string): string {
  return value.replaceAll(/[(),]|\\(?=[(),\\]|$)/g, '\\$&');
}
