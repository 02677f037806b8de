import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { findRecord } from '../zoho/record.ts';

/**
 * The record, if the account may read it. An account that may write photos but not read records
 * continues without its name. A profile without access to the module can’t change it either.
 */
export async function readableRecord(
  crm: Crm,
  key: RecordKey,
  signal: AbortSignal,
): Promise<Result<CrmRecord | undefined>> {
  const found = await findRecord(crm, key, signal);
  if (found.ok) {
    return found;
  }
  const { kind } = found.failure;
  return kind === 'scope-missing' || kind === 'record-forbidden'
    ? { ok: true, value: { key, name: undefined, photoMark: undefined } }
    : found;
}
