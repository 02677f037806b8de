import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { Row } from './rows.ts';
import { rowsIn } from './rows.ts';
import { moduleScope } from './scopes.ts';
import { idIn } from './value.ts';

/** How many records can be requested by their IDs at once. */
export const MOST_IDS = 100;

/**
 * Records of one module by their IDs, as Zoho returns them: by ID, in the answer's order, and none
 * that wasn’t requested.
 * Source: `GET /crm/v8/{module}?ids=…&fields=…`; 204 if there is none of them.
 *
 * @param ids at most `MOST_IDS`
 * @param query `fields`, and which ones are meant
 */
export async function findRecordRows(
  crm: Crm,
  module: string,
  ids: readonly string[],
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Row>>> {
  const answer = await crm.ask({
    call: 'record',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [module],
    query: { ids: ids.join(','), ...query, per_page: String(MOST_IDS) },
    personal: true,
    scope: moduleScope(module, 'READ'),
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const rows = rowsIn(answer.value, 'data');
  if (!rows.ok) {
    return rows;
  }
  const asked = new Set(ids);
  return success(
    new Map(
      rows.value.flatMap((row): [string, Row][] => {
        const id = idIn(row.id);
        return id !== undefined && asked.has(id) ? [[id, row]] : [];
      }),
    ),
  );
}
