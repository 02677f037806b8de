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
import { blocksEverything } from '../zoho/transience.ts';
import { sha256Of } from '../storage/sha256.ts';

/** Where the photos go that records have before a run changes them. */
export interface Keeping {
  readonly photos: Backups;
  readonly owner: Owner;
  readonly leases: Pick<Leases, 'hold'>;
  /** IDs of the present run's backups: they never make space for each other. */
  readonly run: Set<string>;
}

/** What a change that has a record to itself can ask about others. */
export interface Alone {
  /**
   * Whether no other change has started meanwhile, as happens while this window sleeps. Then the
   * backup may not be the photo that is there.
   */
  isStill(): Promise<boolean>;
  /** Whether another change may have happened since then, in milliseconds since 1970. */
  changedSince(at: number): boolean;
}

/** How names of leases for records start. */
const RECORD = 'record-';

/** The lease that a change of a record’s photo holds. */
export function leaseOf(account: string, { module, id }: RecordKey): string {
  return `${RECORD}${sha256Of(`${account}/${module}/${id}`).slice(0, 32)}`;
}

/** Whether a window is changing a record’s photo now. Some seconds for one that was killed. */
export function isChanging(
  leases: Pick<Leases, 'isHeld'>,
  account: string,
  key: RecordKey,
): Promise<boolean> {
  return leases.isHeld(leaseOf(account, key));
}

/**
 * How long the time of a record's last change stays noted: longer than anything relies on a look at
 * it. Milliseconds.
 */
const NOTED_MS = 600_000;

/** Noted while a record is being changed. */
const UNDER_WAY = 'under way';

/**
 * One after the other: if a record is uploaded to twice at once, the later upload backs up the
 * photo of the earlier one. For all windows of one VS Code.
 *
 * @param work returns undefined to start over
 */
export async function oneAtATime<T>(
  { leases, owner }: Keeping,
  key: RecordKey,
  signal: AbortSignal,
  work: (alone: Alone) => Promise<T | undefined>,
): Promise<T> {
  for (;;) {
    const uncanceled = async (lease: Lease): Promise<T | undefined> => {
      signal.throwIfAborted();
      const changed = await lease.note();
      // If somebody finds this, the window ended before it could say when the change was over.
      await lease.leave(UNDER_WAY);
      try {
        return await work({
          isStill: () => lease.isHeld(),
          // If it isn’t a time, or can’t be read, it may have been recent.
          changedSince: (at) => changed !== undefined && !(Number(changed || NaN) < at),
        });
      } finally {
        await lease.leave(String(Date.now()));
      }
    };
    const done = await leases.hold(leaseOf(owner.account, key), uncanceled, signal);
    if (done !== undefined) {
      return done;
    }
  }
}

/** Deletes the times of changes that nobody needs anymore. */
export function deleteOldChanges(leases: Pick<Leases, 'deleteNotes'>): Promise<void> {
  return leases.deleteNotes(RECORD, NOTED_MS);
}

/** The photo that a record has now. */
export type Present =
  | { readonly kind: 'none' }
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array }
  | { readonly kind: 'not-fetched'; readonly failure: Failure }
  /** There may be one, but nothing needs it. */
  | { readonly kind: 'not-wanted' };

/**
 * Downloads the photo that a record has now. If it has none, no request is made.
 *
 * @param wanted whether it will be backed up or shown
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

/** Why nothing should be changed. */
export interface BackupRefused {
  readonly kind: 'refused';
  readonly reason: Reason;
}

/**
 * Backs up the photo that a record has now.
 *
 * @returns why nothing should be changed: it couldn’t be backed up and the person doesn’t want to
 *   continue without a backup, or nothing can be sent either
 */
export async function backUpPresent(
  record: CrmRecord,
  present: Present,
  { photos, owner, run }: Keeping,
  { prompts, signal }: Pick<Persistence, 'prompts' | 'signal'>,
): Promise<Before | BackupRefused> {
  const withoutBackup = async (why: NoBackup): Promise<Before | BackupRefused> => {
    const continues = await abortable(prompts.continueWithoutBackup(why, record), signal);
    return continues ? { kind: 'lost' } : { kind: 'refused', reason: { kind: 'no-backup', why } };
  };
  switch (present.kind) {
    case 'none':
      return { kind: 'none' };
    case 'not-wanted':
      return { kind: 'lost' };
    case 'not-fetched': {
      const { failure } = present;
      return blocksEverything(failure)
        ? { kind: 'refused', reason: { kind: 'failure', failure, photo: 'not-stored' } }
        : withoutBackup(present);
    }
    case 'fetched': {
      if (!photos.on) {
        return { kind: 'lost' };
      }
      const kept = await photos.keep(owner, record, present.bytes, run, signal);
      if (!('id' in kept)) {
        return withoutBackup(kept);
      }
      run.add(kept.id);
      return { kind: 'kept', id: kept.id };
    }
  }
}

/** Deletes the backup of a change that wasn’t carried out: its photo is still in the CRM. */
export async function deleteUnneeded(keeping: Keeping, before: Before): Promise<void> {
  const { photos, owner, run } = keeping;
  if (before.kind === 'kept') {
    const photo = await photos.get(owner.account, before.id);
    run.delete(before.id);
    if (photo !== undefined) {
      await photos.delete(photo).catch(() => undefined);
    }
  }
}
