import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import type { KeyField, PagedRecords } from './valuedRecord.ts';
import { queryWhere, ROWS } from './valueQuery.ts';

/** COQL v2 accepts 25 criteria. */
export const MOST_PATTERNS = 20;

/** One for each field: letters and digits, `%` for any number of any characters. */
export type Patterns = readonly string[];

/**
 * Records whose fields match one of the patterns: the first two hundred.
 * Source: `POST /crm/v8/coql`; 204 if nothing is found.
 *
 * @param patterns at least one, and at most `MOST_PATTERNS`, counting each field of each
 */
export function queryByPatterns(
  crm: Crm,
  key: KeyField,
  patterns: readonly Patterns[],
  signal: AbortSignal,
): Promise<Result<PagedRecords>> {
  const where = likeAny([key.field, ...(key.also ?? [])], patterns);
  return queryWhere(crm, key, where, { from: 0, rows: ROWS }, signal);
}

/** A condition. With more than two criteria, each pair is in brackets of its own. */
export function likeAny(fields: readonly string[], all: readonly Patterns[]): string {
  return joined(
    all.map((patterns) => {
      const like = fields.map((field, n) => `${field} like '${patterns[n] ?? '%'}'`);
      return like.length === 1 ? joined(like, 'and') : `(${joined(like, 'and')})`;
    }),
    'or',
  );
}

function joined(criteria: readonly string[], by: 'and' | 'or'): string {
  return criteria.reduce((all, one, index) => `${index > 1 ? `(${all})` : all} ${by} ${one}`);
}
