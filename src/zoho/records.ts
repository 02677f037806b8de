import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { CrmRecord } from './record.ts';
import { nameField, recordIn } from './record.ts';
import { rowsIn } from './rows.ts';
import { moduleScope } from './scopes.ts';
import { idIn } from './value.ts';

/** How many records can be asked for by their ids at once. */
export const MOST_IDS = 100;

/**
 * Records of one module by their ids, as many as there are: one that does not exist is left out.
 * Source: `GET /crm/v8/{module}?ids=…&fields=…`; 204 where there is none of them.
 *
 * @param ids at most `MOST_IDS`
 */
export async function findRecords(
  crm: Crm,
  module: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<CrmRecord[]>> {
  const answer = await crm.ask({
    call: 'record',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [module],
    query: {
      ids: ids.join(','),
      fields: ['id', nameField(module), 'Record_Image'].join(','),
      per_page: String(MOST_IDS),
    },
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
    rows.value.flatMap((row) => {
      const id = idIn(row.id);
      return id !== undefined && asked.has(id) ? [recordIn({ module, id }, row)] : [];
    }),
  );
}
