import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { jsonBody } from './jsonBody.ts';
import { COQL_SCOPE } from './scopes.ts';
import type { KeyField, RecordPage } from './valuedRecord.ts';
import { recordPage, wantedFields } from './valuedRecord.ts';

/** COQL v2 takes 25 criteria. */
export const MOST_PATTERNS = 20;

/** Of one query that takes one API credit. */
const ROWS = 200;

/**
 * Records whose field is like one of the patterns: the first two hundred.
 * Source: `POST /crm/v8/coql`; 204 where nothing is found.
 *
 * @param patterns one to `MOST_PATTERNS`: letters and digits, `%` for any characters or none
 */
export async function queryByPatterns(
  crm: Crm,
  key: KeyField,
  patterns: readonly string[],
  signal: AbortSignal,
): Promise<Result<RecordPage>> {
  const select = `select ${wantedFields(key).join(', ')} from ${key.module}`;
  const answer = await crm.ask({
    call: 'query',
    method: 'POST',
    version: LOOKUP_VERSION,
    path: ['coql'],
    body: jsonBody({
      select_query: `${select} where ${anyOf(key.field, patterns)} order by id asc limit 0, ${ROWS}`,
    }),
    personal: true,
    scope: COQL_SCOPE,
    signal,
  });
  return answer.ok ? recordPage(key, answer.value) : answer;
}

/** Of more than two criteria each pair stands in brackets of its own. */
export function anyOf(field: string, patterns: readonly string[]): string {
  return patterns
    .map((pattern) => `${field} like '${pattern}'`)
    .reduce((all, one, index) => (index === 1 ? `${all} or ${one}` : `(${all}) or ${one}`));
}
