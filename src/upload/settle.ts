import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { success } from '../zoho/failure.ts';
import { downloadPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { passesByItself } from '../zoho/transience.ts';
import { isPending } from './after.ts';
import type { Before } from './change.ts';
import type { Keeping } from './keeping.ts';
import { hashOf } from './keeping.ts';
import { confirmedMark } from './photoMark.ts';
import type { Persistence } from './retry.ts';
import { nothingLeaves, withRetries } from './retry.ts';

/** What was set down of a change before its request left. */
export interface Begun {
  /** `Record_Image` of the record just before; undefined where the record does not tell. */
  readonly mark?: string | null | undefined;
  readonly before: Before;
}

/** Whether a change whose answer was lost has been carried out; `unsure` where nothing tells. */
export type Settled = 'carried-out' | 'not-carried-out' | 'unsure';

/**
 * Finds out what became of a change whose answer never came: by what the record was before and is
 * now, since Zoho may hand out another file than the one that went up. What was kept of the photo
 * before is compared with what is there; only where nothing was kept, `Record_Image` has to tell,
 * and is believed to be another one only if it says the same twice.
 *
 * @param record as it is now
 * @param aim what the change was to leave
 */
export async function settle(
  crm: Crm,
  record: CrmRecord,
  begun: Begun,
  aim: 'photo' | 'none',
  keeping: Keeping,
  version: ApiVersion,
  persistence: Persistence,
): Promise<Result<Settled>> {
  const settledBy = (hasOther: boolean): Result<Settled> =>
    success(hasOther ? 'carried-out' : 'not-carried-out');
  const { before, mark } = begun;
  const now = record.photoMark;
  if (now === null) {
    // A photo that is gone may have been this one, removed by somebody behind it.
    return aim === 'photo' && before.kind !== 'none'
      ? success('unsure')
      : settledBy(aim === 'none');
  }
  if (before.kind === 'none' && now !== undefined) {
    return settledBy(aim === 'photo');
  }
  const kept =
    before.kind === 'kept' ? await keeping.photos.get(keeping.owner.account, before.id) : undefined;
  if (kept === undefined && before.kind !== 'none') {
    return markTells(crm, record, mark, persistence);
  }
  const photo = await withRetries(
    () => downloadPhoto(crm, record.key, version, persistence.signal),
    persistence,
  );
  if (!photo.ok) {
    // What was there before could be fetched.
    return aim === 'photo' && isPending(photo) ? settledBy(true) : unsureUnlessBroken(photo);
  }
  if (photo.value === undefined) {
    return kept === undefined || aim === 'none' ? settledBy(aim === 'none') : success('unsure');
  }
  return settledBy(hashOf(photo.value) !== kept?.sha256);
}

/** With no copy, the same mark proves nothing: it may not change with each photo. */
async function markTells(
  crm: Crm,
  record: CrmRecord,
  before: string | null | undefined,
  persistence: Persistence,
): Promise<Result<Settled>> {
  const { photoMark: now } = record;
  if (before === undefined || now === undefined || now === before) {
    return success('unsure');
  }
  const confirmed = await withRetries(
    () => confirmedMark(crm, record, persistence.signal),
    persistence,
  );
  if (!confirmed.ok) {
    return unsureUnlessBroken(confirmed);
  }
  return success(confirmed.value === undefined ? 'unsure' : 'carried-out');
}

/** Whoever may not look never knows; whoever has no luck may know a little later. */
function unsureUnlessBroken(looked: { ok: false; failure: Failure }): Result<Settled> {
  const { failure } = looked;
  return passesByItself(failure) || nothingLeaves(failure) ? looked : success('unsure');
}
