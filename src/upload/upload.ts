import type { Format } from '../image/format.ts';
import type { Inspected } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import { pictureInMemory } from '../image/picture.ts';
import type { ApiVersion, RestrictTrigger } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { hasPhoto, uploadPhoto } from '../zoho/photo.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { findRecord } from '../zoho/record.ts';
import type { Clock } from '../zoho/clock.ts';
import type { Outcome } from './outcome.ts';
import type { UploadAsks } from './asks.ts';
import type { Persistence, Wait } from './retry.ts';
import { withRetries } from './retry.ts';

/** Where an upload stands, as a progress shows it. */
export type Stage =
  | { readonly kind: 'finding-record' }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  /** Everything has left: it is not yet stored. */
  | { readonly kind: 'waiting-for-zoho' }
  | ({ readonly kind: 'waiting-to-retry' } & Wait);

export interface UploadOptions {
  readonly version: ApiVersion;
  readonly restrictTriggers: readonly RestrictTrigger[];
  readonly clock: Clock;
  readonly asks: UploadAsks;
  readonly signal: AbortSignal;
  readonly onStage: (stage: Stage) => void;
}

/** How long a stored photo is looked for at most: the person waits for this and knows nothing new. */
const LOOK_MS = 10_000;

/** What a picture's part is sent as. */
export const CONTENT_TYPES: Record<Format, string> = {
  BMP: 'image/bmp',
  GIF: 'image/gif',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
};

/**
 * Makes an inspected picture the photo of a record: finds the record, sends the bytes as they are,
 * and looks whether the photo shows.
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
    return await uploadUncancelled(crm, picture, key, { ...options, onStage });
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
  { version, restrictTriggers, clock, asks, signal, onStage }: UploadOptions,
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
  const bytes = await reading;
  // To be looked at again: minutes may have passed since the file was chosen.
  const now = await inspect(pictureInMemory(picture.name, bytes));
  if ('refusal' in now) {
    return { kind: 'failed', reason: { kind: 'refusal', refusal: now.refusal } };
  }
  const file = { name: picture.name, contentType: CONTENT_TYPES[now.format], bytes };
  const onSent = (sent: number, total: number): void => {
    onStage(sent < total ? { kind: 'sending', sent, total } : { kind: 'waiting-for-zoho' });
  };
  const send = (): Promise<Result<undefined>> =>
    uploadPhoto(crm, key, file, { version, restrictTriggers, signal, onSent });
  const stored = await withRetries(send, persistence);
  if (!stored.ok) {
    return failedBy(stored.failure, leavesOpen(stored.failure) ? 'unknown' : 'not-stored');
  }
  const pending = await awaitsApproval(crm, key, version, signal);
  return { kind: pending ? 'awaiting-approval' : 'done', record };
}

/**
 * The record, where the account may read it. One that may write photos but not read records goes
 * on without its name.
 */
async function recordOf(
  crm: Crm,
  key: RecordKey,
  signal: AbortSignal,
): Promise<Result<CrmRecord | undefined>> {
  const found = await findRecord(crm, key, signal);
  if (found.ok) {
    return found;
  }
  const { kind } = found.failure;
  return kind === 'scope-missing' || kind === 'permission-missing' || kind === 'record-forbidden'
    ? { ok: true, value: { key, name: undefined } }
    : found;
}

/**
 * An organisation may have pictures checked or approved first: Zoho takes the photo and says so,
 * and then does not show it. Anything else that this question meets does not unmake the success.
 */
async function awaitsApproval(
  crm: Crm,
  key: RecordKey,
  version: ApiVersion,
  signal: AbortSignal,
): Promise<boolean> {
  // What is stored is stored: a cancel at this point only ends the looking, as does a slow answer.
  const looking = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
  const shown = await hasPhoto(crm, key, version, looking).catch((error: unknown) => {
    if (looking.aborted) {
      return undefined;
    }
    throw error;
  });
  return (
    shown?.ok === false &&
    (shown.failure.kind === 'approval-pending' ||
      shown.failure.kind === 'review-pending' ||
      shown.failure.kind === 'record-locked')
  );
}

/** Whether a failed upload leaves open if the photo was stored. */
function leavesOpen(failure: Failure): boolean {
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

function failedBy(failure: Failure, photo: 'not-stored' | 'unknown'): Outcome {
  return { kind: 'failed', reason: { kind: 'failure', failure, photo } };
}
