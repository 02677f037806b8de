import { createHash } from 'node:crypto';
import type { ApiVersion } from '../../zoho/apiVersion.ts';
import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import { downloadPhoto } from '../../zoho/photo.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { isPending } from '../after.ts';
import type { Keeping } from '../keeping.ts';
import type { Persistence } from '../retry.ts';
import { withRetries } from '../retry.ts';
import type { Begun } from './journal.ts';

/** Whether a photo whose answer was lost has been stored; `unsure` where nothing tells. */
export type Settled = 'stored' | 'not-stored' | 'unsure';

/**
 * Finds out what became of an upload whose answer never came: by what the record was before and is
 * now, since Zoho may hand out another file than the one that went up.
 *
 * @param record as it is now
 */
export async function settle(
  crm: Crm,
  record: CrmRecord,
  { mark, before }: Begun,
  keeping: Keeping,
  version: ApiVersion,
  persistence: Persistence,
): Promise<Result<Settled>> {
  const now = record.photoMark;
  if (mark === undefined || now === undefined) {
    return success('unsure');
  }
  if (now !== mark) {
    return success(now === null ? 'not-stored' : 'stored');
  }
  // The same mark, which may not change with each photo: then only the photo itself tells.
  if (now === null || before.kind !== 'kept') {
    return success(now === null ? 'not-stored' : 'unsure');
  }
  const kept = await keeping.photos.get(keeping.owner.account, before.id);
  if (kept === undefined) {
    return success('unsure');
  }
  const photo = await withRetries(
    () => downloadPhoto(crm, record.key, version, persistence.signal),
    persistence,
  );
  if (!photo.ok) {
    // What was there before could be fetched.
    return isPending(photo) ? success('stored') : photo;
  }
  const isBefore =
    photo.value !== undefined &&
    createHash('sha256').update(photo.value).digest('hex') === kept.sha256;
  return success(isBefore ? 'not-stored' : 'stored');
}
