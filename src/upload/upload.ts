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
import type { Confirmation } from './confirmation.ts';
import { agreeOn } from './confirmation.ts';
import type { Alone, Keeping } from './keeping.ts';
import { forgetNeedless, keepPresent, oneAtATime } from './keeping.ts';
import type { Outcome, Unchanged } from './outcome.ts';
import { failedBy } from './outcome.ts';
import type { Persistence, Wait } from './retry.ts';
import { withRetries } from './retry.ts';

/** Where an upload stands, as a progress shows it. */
export type Stage =
  | { readonly kind: 'finding-record' }
  /** The photo that the record has is fetched. */
  | { readonly kind: 'keeping-photo' }
  /** Whether to go on is asked of the person. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  /** Everything has left: it is not yet stored. */
  | { readonly kind: 'waiting-for-zoho' }
  /** The person is asked to sign in again, or to allow more. */
  | { readonly kind: 'waiting-for-access' }
  | ({ readonly kind: 'waiting-to-retry' } & Wait);

/** How far a change has come, for whoever cancels it. */
export interface Progress {
  /** Whether it may have been carried out: asked for, and not refused. */
  open: boolean;
}

/** What every change of a record's photo needs. */
export interface ChangeOptions {
  readonly version: ApiVersion;
  readonly restrictTriggers: readonly RestrictTrigger[];
  readonly clock: Clock;
  readonly asks: UploadAsks;
  readonly keeping: Keeping;
  readonly signal: AbortSignal;
  /** Asked once the record has been found, with nothing changed yet: what is to be told instead. */
  readonly refuse?: (record: CrmRecord) => Promise<Unchanged | undefined>;
}

export interface UploadOptions extends ChangeOptions {
  /** None: what was chosen is agreed on. */
  readonly confirmation?: Confirmation | undefined;
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
  const progress: Progress = { open: false };
  let last: Stage | undefined;
  const onStage = (stage: Stage): void => {
    // Behind a cancel a sender may take some more bytes: they do not leave any more.
    if (!options.signal.aborted) {
      last = stage;
      options.onStage(stage);
    }
  };
  const asks: UploadAsks = {
    ...options.asks,
    renewAccess: (...given) => {
      onStage({ kind: 'waiting-for-access' });
      return options.asks.renewAccess(...given);
    },
  };
  try {
    return await oneAtATime(options.keeping, key, options.signal, (alone) =>
      uploadUncancelled(crm, picture, key, { ...options, asks, onStage }, progress, alone),
    );
  } catch (error) {
    if (options.signal.aborted) {
      const open = progress.open || last?.kind === 'waiting-for-zoho';
      return { kind: 'cancelled', photo: open ? 'unknown' : 'not-stored' };
    }
    throw error;
  }
}

async function uploadUncancelled(
  crm: Crm,
  { picture }: Inspected,
  key: RecordKey,
  options: UploadOptions,
  progress: Progress,
  alone: Alone,
): Promise<Outcome | undefined> {
  const { version, restrictTriggers, clock, asks, keeping, signal, refuse, onStage } = options;
  const onWait = (wait: Wait): void => {
    onStage({ kind: 'waiting-to-retry', ...wait });
  };
  const persistence: Persistence = { clock, asks, signal, onWait };
  onStage({ kind: 'finding-record' });
  // Read while Zoho looks for the record: the bytes are there when they can be sent. What goes wrong
  // with it is told where it is waited for.
  const reading = picture.read();
  reading.catch(() => undefined);
  const find = (): Promise<Result<CrmRecord | undefined>> =>
    withRetries(() => recordOf(crm, key, signal), persistence);
  const found = await find();
  if (!found.ok) {
    return failedBy(found.failure, 'not-stored');
  }
  if (found.value === undefined) {
    return { kind: 'failed', reason: { kind: 'no-such-record' } };
  }
  const refused = await refuse?.(found.value);
  if (refused !== undefined) {
    return refused;
  }
  const bytes = await reading;
  // To be looked at again: minutes may have passed since the file was chosen.
  const now = await inspect(pictureInMemory(picture.name, bytes));
  if ('refusal' in now) {
    return { kind: 'failed', reason: { kind: 'refusal', refusal: now.refusal } };
  }
  const agreed = await agreeOn(crm, found.value, now, find, options, persistence);
  if ('kind' in agreed) {
    return agreed;
  }
  const { record, present } = agreed;
  const before = await keepPresent(record, present, keeping, persistence);
  if (before.kind === 'refused') {
    return { kind: 'failed', reason: before.reason };
  }
  if (!(await alone.isStill())) {
    await forgetNeedless(keeping, before);
    return undefined;
  }
  const file = { name: picture.name, contentType: CONTENT_TYPES[now.format], bytes };
  const onSent = (sent: number, total: number): void => {
    onStage(sent < total ? { kind: 'sending', sent, total } : { kind: 'waiting-for-zoho' });
  };
  const send = async (): Promise<Result<undefined>> => {
    const stored = await uploadPhoto(crm, key, file, { version, restrictTriggers, signal, onSent });
    progress.open ||= !stored.ok && leavesOpen(stored.failure);
    return stored;
  };
  const stored = await withRetries(send, persistence);
  if (!stored.ok) {
    if (!progress.open) {
      await forgetNeedless(keeping, before);
    }
    return failedBy(stored.failure, progress.open ? 'unknown' : 'not-stored');
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
