import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { success } from '../zoho/failure.ts';
import { downloadPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { isTransient, blocksEverything } from '../zoho/transience.ts';
import { isPending } from './after.ts';
import type { Before } from './change.ts';
import type { Keeping } from './keeping.ts';
import { sha256Of } from '../storage/sha256.ts';
import { confirmedMark } from './photoMark.ts';
import type { Persistence } from './retry.ts';
import { withRetries } from './retry.ts';

/** What was written down about a change before its request was sent. */
export interface BegunChange {
  /** `Record_Image` of the record just before; undefined if the record doesn’t say. */
  readonly mark?: string | null | undefined;
  readonly before: Before;
}

/** What is known by now about a change without an answer. */
type Reconciled =
  | { readonly kind: 'carried-out' }
  | { readonly kind: 'not-carried-out' }
  /** Unknown. The present photo isn’t the one before, and not certainly what was sent. */
  | { readonly kind: 'unsure'; readonly present: Uint8Array | undefined };

const CARRIED_OUT: Reconciled = { kind: 'carried-out' };
const NOT_CARRIED_OUT: Reconciled = { kind: 'not-carried-out' };
const UNSURE: Reconciled = { kind: 'unsure', present: undefined };

/** What a change should have left: nothing, or the photo with this SHA-256. */
type Aim =
  { readonly kind: 'none' } | { readonly kind: 'photo'; readonly sha256: string | undefined };

interface ReconcileOptions {
  readonly aim: Aim;
  readonly keeping: Keeping;
  readonly version: ApiVersion;
  readonly persistence: Persistence;
  /**
   * Whether any photo other than the one before counts as what was sent. True if an earlier run
   * sent it, whose file may be gone. Otherwise it is at hand, and sending it again does no harm.
   */
  readonly believesOther: boolean;
}

/**
 * Finds out what happened to a change without an answer, by what the record returns now: what was
 * sent, the backup of the photo before, or something else. That may be what was sent, converted by
 * Zoho, or a photo that somebody else stored meanwhile.
 *
 * @param record as it is now
 */
export async function reconcile(
  crm: Crm,
  record: CrmRecord,
  { before, mark }: BegunChange,
  { aim, keeping, version, persistence, believesOther }: ReconcileOptions,
): Promise<Result<Reconciled>> {
  const { photoMark: now } = record;
  if (now === null) {
    return success(withoutPhoto(before, aim));
  }
  if (believesOther && before.kind === 'none' && now !== undefined) {
    return success(CARRIED_OUT);
  }
  if (believesOther && before.kind === 'lost') {
    return markTells(crm, record, mark, persistence);
  }
  const photo = await withRetries(
    () => downloadPhoto(crm, record.key, version, persistence.signal),
    persistence,
  );
  if (!photo.ok) {
    // The photo before could be downloaded.
    return aim.kind === 'photo' && isPending(photo) && before.kind !== 'lost'
      ? success(CARRIED_OUT)
      : unsureUnlessBroken(photo);
  }
  if (photo.value === undefined) {
    return success(withoutPhoto(before, aim));
  }
  const hash = sha256Of(photo.value);
  const kept =
    before.kind === 'kept' ? await keeping.photos.get(keeping.owner.account, before.id) : undefined;
  if (hash === kept?.sha256) {
    return success(NOT_CARRIED_OUT);
  }
  const isSent = aim.kind === 'photo' && hash === aim.sha256;
  const isOther = believesOther && (kept !== undefined || before.kind === 'none');
  return success(isSent || isOther ? CARRIED_OUT : { kind: 'unsure', present: photo.value });
}

/** If there is no photo, it may have been this one, removed by somebody later. */
function withoutPhoto(before: Before, aim: Aim): Reconciled {
  if (aim.kind === 'none') {
    return CARRIED_OUT;
  }
  return before.kind === 'none' ? NOT_CARRIED_OUT : UNSURE;
}

/** Without a backup, the same mark proves nothing: it may not change with each photo. */
async function markTells(
  crm: Crm,
  record: CrmRecord,
  before: string | null | undefined,
  persistence: Persistence,
): Promise<Result<Reconciled>> {
  const { photoMark: now } = record;
  if (before === undefined || now === undefined || now === before) {
    return success(UNSURE);
  }
  const confirmed = await withRetries(
    () => confirmedMark(crm, record, persistence.signal),
    persistence,
  );
  if (!confirmed.ok) {
    return unsureUnlessBroken(confirmed);
  }
  return success(confirmed.value === undefined ? UNSURE : CARRIED_OUT);
}

/**
 * If reading isn’t allowed, the result stays unknown. After other failures, it may be known a
 * little later.
 */
function unsureUnlessBroken(looked: { ok: false; failure: Failure }): Result<Reconciled> {
  const { failure } = looked;
  return isTransient(failure) || blocksEverything(failure) ? looked : success(UNSURE);
}
