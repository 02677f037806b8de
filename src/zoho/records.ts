import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { CrmRecord } from './record.ts';
import { nameField, recordIn } from './record.ts';
import { findRecordRows } from './recordRows.ts';

/**
 * Records of one module by their IDs. Missing ones are left out.
 *
 * @param ids at most `MOST_IDS`
 */
export async function readRecords(
  crm: Crm,
  module: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<CrmRecord[]>> {
  const fields = ['id', nameField(module), 'Record_Image'].join(',');
  const rows = await findRecordRows(crm, module, ids, { fields }, signal);
  return rows.ok
    ? success([...rows.value].map(([id, row]) => recordIn({ module, id }, row)))
    : rows;
}
