import type { Format } from '../image/format.ts';
import type { Inspected } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { pictureInMemory } from '../image/picture.ts';
import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import { knownTriggers } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { uploadPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { findRecord } from '../zoho/record.ts';
import type { Clock } from '../zoho/clock.ts';
import { lookAtStored } from './after.ts';
import type { UploadAsks } from './asks.ts';
import type { Keeping } from './keeping.ts';
import { forgetNeedless, keepPresent, oneAtATime } from './keeping.ts';
import type { Outcome, Unchanged } from './outcome.ts';
import type { Persistence, Wait } from './retry.ts';
import { withRetries } from './retry.ts';

/** Where an upload stands, as a progress shows it. */
export type Stage =
  | { readonly kind: 'finding-record' }
  /** The photo that the record has is fetched. */
  | { readonly kind: 'keeping-photo' }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  /** Everything has left: it is not yet stored. */
  | { readonly kind: 'waiting-for-zoho' }
  | ({ readonly kind: 'waiting-to-retry' } & Wait);

/** What every change of a record's photo needs. */
export interface ChangeOptions {
  readonly version: ApiVersion;
  readonly restrictTriggers: readonly RestrictTrigger[];
  readonly clock: Clock;
  readonly asks: UploadAsks;
  readonly keeping: Keeping;
  readonly signal: AbortSignal;
  /** Asked once the record has been found, with nothing changed yet. */
  readonly allow?: (record: CrmRecord) => Promise<boolean>;
}

export interface UploadOptions extends ChangeOptions {
  readonly onStage: (stage: Stage) => void;
}

/** What a picture's part is sent as. */
export const CONTENT_TYPES: Record<Format, string> = {
  BMP: 'image/bmp',
  GIF: 'image/gif',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
};

/**
 * Makes an inspected picture the photo of a record: finds the record, keeps the photo that it has,
 * sends the bytes as they are, and looks whether the photo shows.
 *
 * @returns what became of it; a cancel is an outcome as well
 * @throws what reading the picture throws
 */
export async function upload(
  crm: Crm,
  picture: Inspected,
  key: RecordKey,
  options: UploadOptions,
): Promise<Outcome> {
  let last: Stage | undefined;
  const onStage = (stage: Stage): void => {
    // Behind a cancel a sender may take some more bytes: they do not leave any more.
    if (!options.signal.aborted) {
      last = stage;
      options.onStage(stage);
    }
  };
  try {
    return await oneAtATime(options.keeping, key, options.signal, () =>
      uploadUncancelled(crm, picture, key, { ...options, onStage }),
    );
  } catch (error) {
    if (options.signal.aborted) {
      const photo = last?.kind === 'waiting-for-zoho' ? 'unknown' : 'not-stored';
      return { kind: 'cancelled', photo };
    }
    throw error;
  }
}

async function uploadUncancelled(
  crm: Crm,
  { picture }: Inspected,
  key: RecordKey,
  { version, restrictTriggers, clock, asks, keeping, signal, allow, onStage }: UploadOptions,
): Promise<Outcome> {
  const onWait = (wait: Wait): void => {
    onStage({ kind: 'waiting-to-retry', ...wait });
  };
  const persistence: Persistence = { clock, asks, signal, onWait };
  onStage({ kind: 'finding-record' });
  // Read while Zoho looks for the record: the bytes are there when they can be sent. What goes wrong
  // with it is told where it is waited for.
  const reading = picture.read();
  reading.catch(() => undefined);
  const found = await withRetries(() => recordOf(crm, key, signal), persistence);
  if (!found.ok) {
    return failedBy(found.failure, 'not-stored');
  }
  const record = found.value;
  if (record === undefined) {
    return { kind: 'failed', reason: { kind: 'no-such-record' } };
  }
  if ((await allow?.(record)) === false) {
    return { kind: 'cancelled', photo: 'not-stored' };
  }
  const bytes = await reading;
  // To be looked at again: minutes may have passed since the file was chosen.
  const now = await inspect(pictureInMemory(picture.name, bytes));
  if ('refusal' in now) {
    return { kind: 'failed', reason: { kind: 'refusal', refusal: now.refusal } };
  }
  if (record.photoMark !== null) {
    onStage({ kind: 'keeping-photo' });
  }
  const before = await keepPresent(crm, record, keeping, version, persistence);
  if (before.kind === 'refused') {
    return { kind: 'failed', reason: { kind: 'not-kept', why: before.why } };
  }
  const file = { name: picture.name, contentType: CONTENT_TYPES[now.format], bytes };
  const onSent = (sent: number, total: number): void => {
    onStage(sent < total ? { kind: 'sending', sent, total } : { kind: 'waiting-for-zoho' });
  };
  const send = (): Promise<Result<undefined>> =>
    uploadPhoto(crm, key, file, { version, restrictTriggers, signal, onSent });
  const stored = await withRetries(send, persistence);
  if (!stored.ok) {
    const open = leavesOpen(stored.failure);
    if (!open) {
      await forgetNeedless(keeping, before);
    }
    return failedBy(stored.failure, open ? 'unknown' : 'not-stored');
  }
  const { after, pending } = await lookAtStored(crm, record, version, signal);
  const change = {
    account: keeping.owner.account,
    key,
    before,
    after,
    restrictTriggers: knownTriggers(version, restrictTriggers),
  };
  return { kind: pending ? 'awaiting-approval' : 'done', record, change };
}

/**
 * The record, where the account may read it. One that may write photos but not read records goes
 * on without its name; a profile that does not see the module cannot change it either.
 */
export async function recordOf(
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

/** Whether a failed change leaves open if it was carried out. */
export function leavesOpen(failure: Failure): boolean {
  switch (failure.kind) {
    case 'connection-lost':
    case 'timed-out':
      return failure.sentAll;
    case 'unavailable':
      // A front-end server tired of waiting: Zoho may have gone on behind it.
      return failure.error.status === 504;
    default:
      return failure.kind === 'answer-unreadable';
  }
}

export function failedBy(failure: Failure, photo: 'not-stored' | 'unknown'): Unchanged {
  return { kind: 'failed', reason: { kind: 'failure', failure, photo } };
}
