import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import { success } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { findRecord } from '../zoho/record.ts';

/**
 * `Record_Image` of a record that seems to have changed. Zoho doesn’t document that it stays the
 * same from one read to the next, so it only counts if two reads agree.
 *
 * @param record as it was read a moment ago
 * @returns undefined if they don’t agree
 */
export async function confirmedMark(
  crm: Crm,
  { key, photoMark }: CrmRecord,
  signal: AbortSignal,
): Promise<Result<string | undefined>> {
  const again = await findRecord(crm, key, signal);
  if (!again.ok) {
    return again;
  }
  const mark = again.value?.photoMark;
  return success(typeof mark === 'string' && mark === photoMark ? mark : undefined);
}
