import type { Leases } from '../storage/leases.ts';
import type { Lease } from '../storage/lease.ts';
import { abortable } from '../async/abortable.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { downloadPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { NoBackup } from './noBackup.ts';
import type { Before } from './change.ts';
import type { Reason } from './outcome.ts';
import type { Backups } from './backups.ts';
import type { Owner } from './backup.ts';
import type { Persistence } from './retry.ts';
import { withRetries } from './retry.ts';
import { nothingLeaves } from '../zoho/transience.ts';
import { sha256Of } from '../storage/sha256.ts';

/** Where the photos go that records have before a run changes them. */
export interface Keeping {
  readonly photos: Backups;
  readonly owner: Owner;
  readonly leases: Pick<Leases, 'hold'>;
  /** Ids of what the present run has kept: its own photos never make room for each other. */
  readonly run: Set<string>;
}

/** What one who has a record to itself can ask about the others. */
export interface Alone {
  /**
   * Whether no other one has gone on meanwhile, as it does while this window sleeps: then what was
   * kept may not be what is there.
   */
  isStill(): Promise<boolean>;
  /** Whether another one may have changed the record since then, in milliseconds since 1970. */
  changedSince(at: number): boolean;
}

/** What the leases of records begin with. */
const RECORD = 'record-';

/**
 * So long it stays noted when a record was changed: longer than anything rests on a look at it.
 * Milliseconds.
 */
const NOTED_MS = 600_000;

/** Noted while a record is being changed. */
const UNDER_WAY = 'under way';

/**
 * One after the other: of two uploads to one record at once, the later one keeps the photo of the
 * earlier one. Holds between the windows of one VS Code.
 *
 * @param work gives undefined to begin anew
 */
export async function oneAtATime<T>(
  { leases, owner }: Keeping,
  { module, id }: RecordKey,
  signal: AbortSignal,
  work: (alone: Alone) => Promise<T | undefined>,
): Promise<T> {
  const name = sha256Of(`${owner.account}/${module}/${id}`);
  for (;;) {
    const uncanceled = async (lease: Lease): Promise<T | undefined> => {
      signal.throwIfAborted();
      const changed = await lease.note();
      // Whoever finds this knows that nobody lived to say when it was over.
      await lease.leave(UNDER_WAY);
      try {
        return await work({
          isStill: () => lease.isHeld(),
          // What is no time, or cannot be read, does not say that it was long ago.
          changedSince: (at) => changed !== undefined && !(Number(changed || NaN) < at),
        });
      } finally {
        await lease.leave(String(Date.now()));
      }
    };
    const done = await leases.hold(`${RECORD}${name.slice(0, 32)}`, uncanceled, signal);
    if (done !== undefined) {
      return done;
    }
  }
}

/** Forgets when records were changed, where that serves nobody any more. */
export function forgetOldChanges(leases: Pick<Leases, 'forgetNotes'>): Promise<void> {
  return leases.forgetNotes(RECORD, NOTED_MS);
}

/** The photo that a record has now. */
export type Present =
  | { readonly kind: 'none' }
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array }
  | { readonly kind: 'not-fetched'; readonly failure: Failure }
  /** There may be one, and nothing needs it. */
  | { readonly kind: 'not-wanted' };

/**
 * Fetches the photo that a record has now. One that has none costs no request.
 *
 * @param wanted whether it is to be kept, or shown
 */
export async function fetchPresent(
  crm: Crm,
  record: CrmRecord,
  wanted: boolean,
  version: ApiVersion,
  persistence: Persistence,
): Promise<Present> {
  if (record.photoMark === null) {
    return { kind: 'none' };
  }
  if (!wanted) {
    return { kind: 'not-wanted' };
  }
  const fetched = await withRetries(
    () => downloadPhoto(crm, record.key, version, persistence.signal),
    persistence,
  );
  if (!fetched.ok) {
    return { kind: 'not-fetched', failure: fetched.failure };
  }
  return fetched.value === undefined ? { kind: 'none' } : { kind: 'fetched', bytes: fetched.value };
}

/** Whether two looks saw the same photo. */
export function isSamePhoto(one: Present, other: Present | undefined): boolean {
  return one.kind === 'fetched' && other?.kind === 'fetched'
    ? sha256Of(one.bytes) === sha256Of(other.bytes)
    : one.kind === other?.kind;
}

/** Why nothing is to be changed. */
export interface BackupRefused {
  readonly kind: 'refused';
  readonly reason: Reason;
}

/**
 * Keeps the photo that a record has now.
 *
 * @returns why nothing is to be changed: it could not be kept and the person does not want to go on
 *   without, or nothing can be sent either
 */
export async function keepPresent(
  record: CrmRecord,
  present: Present,
  { photos, owner, run }: Keeping,
  { prompts, signal }: Pick<Persistence, 'prompts' | 'signal'>,
): Promise<Before | BackupRefused> {
  const withoutCopy = async (why: NoBackup): Promise<Before | BackupRefused> => {
    const goesOn = await abortable(prompts.goOnWithoutCopy(why, record), signal);
    return goesOn ? { kind: 'lost' } : { kind: 'refused', reason: { kind: 'not-kept', why } };
  };
  switch (present.kind) {
    case 'none':
      return { kind: 'none' };
    case 'not-wanted':
      return { kind: 'lost' };
    case 'not-fetched': {
      const { failure } = present;
      return nothingLeaves(failure)
        ? { kind: 'refused', reason: { kind: 'failure', failure, photo: 'not-stored' } }
        : withoutCopy(present);
    }
    case 'fetched': {
      if (!photos.on) {
        return { kind: 'lost' };
      }
      const kept = await photos.keep(owner, record, present.bytes, run, signal);
      if (!('id' in kept)) {
        return withoutCopy(kept);
      }
      run.add(kept.id);
      return { kind: 'kept', id: kept.id };
    }
  }
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
