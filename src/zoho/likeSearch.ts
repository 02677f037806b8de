import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import type { Patterns } from './likeQuery.ts';
import type { KeyField, PagedRecords } from './valuedRecord.ts';
import { joinedConditions, MOST_CRITERIA, searchWhere } from './valueSearch.ts';

/**
 * Records whose fields contain what patterns have between their `%`, as far as the search accepts
 * it: the first two hundred, and others among them.
 * Source: `GET /crm/v8/{module}/search?criteria=`; `equals` finds what contains a value.
 *
 * @param patterns at least one, and at most `mostPatterns`
 */
export function searchByPatterns(
  crm: Crm,
  key: KeyField,
  patterns: readonly Patterns[],
  signal: AbortSignal,
): Promise<Result<PagedRecords>> {
  const fields = [key.field, ...(key.also ?? [])];
  const criteria = new Set(
    patterns.map((all) =>
      joinedConditions(
        fields.flatMap((field, n) =>
          longestParts(all[n] ?? '', partsOfEach(key)).map((part) => `(${field}:equals:${part})`),
        ),
        'and',
      ),
    ),
  );
  return searchWhere(crm, key, joinedConditions([...criteria], 'or'), 0, signal);
}

/** How many patterns fit into one search. */
export function mostPatterns(key: KeyField): number {
  return Math.floor(MOST_CRITERIA / (partsOfEach(key) * (1 + (key.also ?? []).length)));
}

/** For one field, two parts are searched for; for several fields, one each. */
function partsOfEach({ also = [] }: KeyField): number {
  return also.length === 0 ? 2 : 1;
}

function longestParts(pattern: string, most: number): string[] {
  const parts = new Set(pattern.split('%').filter((part) => part !== ''));
  return [...parts].sort((a, b) => b.length - a.length).slice(0, most);
}
