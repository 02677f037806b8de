import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { findRecord } from '../zoho/record.ts';

/**
 * The record, where the account may read it. One that may write photos but not read records goes
 * on without its name; a profile that does not see the module cannot change it either.
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
