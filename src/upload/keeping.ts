import { createHash } from 'node:crypto';
import type { Leases } from '../storage/lease.ts';
import { abortable } from '../zoho/abortable.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { downloadPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { NotKept } from './asks.ts';
import type { Before } from './change.ts';
import type { Reason } from './outcome.ts';
import type { KeptPhotos, Owner } from './keptPhotos.ts';
import type { Persistence } from './retry.ts';
import { withoutToken, withRetries } from './retry.ts';

/** Where the photos go that records have before a run changes them. */
export interface Keeping {
  readonly photos: KeptPhotos;
  readonly owner: Owner;
  readonly leases: Pick<Leases, 'hold'>;
  /** Ids of what the present run has kept: its own photos never make room for each other. */
  readonly run: Set<string>;
}

/**
 * One after the other: of two uploads to one record at once, the later one keeps the photo of the
 * earlier one. Holds between the windows of one VS Code.
 *
 * @param work told how to look whether another window has gone on meanwhile, as it does while this
 *   one sleeps: then what was kept may not be what is there. Gives undefined to begin anew
 */
export async function oneAtATime<T>(
  { leases, owner }: Keeping,
  { module, id }: RecordKey,
  signal: AbortSignal,
  work: (isAlone: () => Promise<boolean>) => Promise<T | undefined>,
): Promise<T> {
  const name = createHash('sha256').update(`${owner.account}/${module}/${id}`).digest('hex');
  for (;;) {
    const done = await leases.hold(`record-${name.slice(0, 32)}`, (lease) => {
      signal.throwIfAborted();
      return work(() => lease.isHeld());
    });
    if (done !== undefined) {
      return done;
    }
  }
}

/**
 * Fetches and keeps the photo that a record has now. One that has none costs no request.
 *
 * @returns why nothing is to be changed: it could not be kept and the person does not want to go on
 *   without, or nothing can be sent either
 */
export async function keepPresent(
  crm: Crm,
  record: CrmRecord,
  keeping: Keeping,
  version: ApiVersion,
  persistence: Persistence,
): Promise<Before | { readonly kind: 'refused'; readonly reason: Reason }> {
  if (record.photoMark === null) {
    return { kind: 'none' };
  }
  if (!keeping.photos.on) {
    return { kind: 'lost' };
  }
  const { signal, asks } = persistence;
  const fetched = await withRetries(
    () => downloadPhoto(crm, record.key, version, signal),
    persistence,
  );
  if (fetched.ok && fetched.value === undefined) {
    return { kind: 'none' };
  }
  if (!fetched.ok && withoutToken(fetched.failure)) {
    const { failure } = fetched;
    return { kind: 'refused', reason: { kind: 'failure', failure, photo: 'not-stored' } };
  }
  const kept =
    fetched.ok && fetched.value !== undefined
      ? await keeping.photos.keep(keeping.owner, record, fetched.value, keeping.run)
      : undefined;
  if (kept !== undefined && 'id' in kept) {
    keeping.run.add(kept.id);
    return { kind: 'kept', id: kept.id };
  }
  const why: NotKept = fetched.ok
    ? (kept ?? { kind: 'not-written', code: '' })
    : { kind: 'not-fetched', failure: fetched.failure };
  const goesOn = await abortable(asks.goOnWithoutCopy(why, record), signal);
  return goesOn ? { kind: 'lost' } : { kind: 'refused', reason: { kind: 'not-kept', why } };
}

/** What was kept for a change that did not come about is still in the CRM. */
export async function forgetNeedless(keeping: Keeping, before: Before): Promise<void> {
  const { photos, owner, run } = keeping;
  if (before.kind === 'kept') {
    const photo = await photos.get(owner.account, before.id);
    run.delete(before.id);
    if (photo !== undefined) {
      await photos.forget(photo).catch(() => undefined);
    }
  }
}
