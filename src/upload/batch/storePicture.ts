import { createHash } from 'node:crypto';
import { namedAs } from '../../image/ending.ts';
import { NotFitted } from '../../image/fittedPicture.ts';
import { inspect } from '../../image/inspect.ts';
import type { Picture } from '../../image/picture.ts';
import { pictureInMemory } from '../../image/picture.ts';
import { Unreadable } from '../../image/unreadable.ts';
import type { Crm } from '../../zoho/crm.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import { uploadPhoto } from '../../zoho/photo.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import type { UploadAsks } from '../asks.ts';
import { fetchPresent, forgetNeedless, keepPresent, oneAtATime } from '../keeping.ts';
import type { Unchanged } from '../outcome.ts';
import { failedBy } from '../outcome.ts';
import type { Persistence } from '../retry.ts';
import { withRetries } from '../retry.ts';
import type { ChangeOptions } from '../upload.ts';
import { CONTENT_TYPES, leavesOpen } from '../upload.ts';
import type { Begun, Item, Journal } from './journal.ts';
import type { LastUploads } from './lastUploads.ts';
import { passesByItself } from './queue.ts';
import type { RecordBunches } from './recordBunches.ts';
import { settle } from './settle.ts';

/** What a turn of one picture came to. */
export type Stored =
  /** The record, as it was before, and what was noted of it. */
  | { readonly kind: 'stored'; readonly record: CrmRecord; readonly begun: Begun }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'again'; readonly failure: Failure }
  | { readonly kind: 'not-stored'; readonly outcome: Unchanged };

export interface StoreOptions extends Omit<ChangeOptions, 'allow'> {
  readonly journal: Journal;
  readonly bunches: RecordBunches;
  readonly lastUploads: LastUploads;
  /** Whether a record that still has the same picture from us is left as it is. */
  readonly onlyChanged: boolean;
  /** Whether what passes by itself is what the picture ends with. */
  readonly lastTurn: boolean;
  readonly onSent: (sent: number, total: number) => void;
  readonly onWait: Persistence['onWait'];
}

/**
 * Makes a picture the photo of a record, as one of many. Other than an upload by itself (upload.ts)
 * it knows the record from a look at many of them, and leaves the look afterwards to whoever looks
 * at many; what it is about to do and has done is in the journal.
 *
 * @throws {JournalFailed} and whatever is a mistake of ours
 */
export async function storePicture(
  crm: Crm,
  item: Item,
  picture: Picture,
  options: StoreOptions,
): Promise<Stored> {
  const progress = { open: item.begun !== undefined };
  const { keeping, signal, journal } = options;
  const stored = await oneAtATime(keeping, item.key, signal, (isAlone) =>
    storeUncancelled(crm, item, picture, options, progress, isAlone),
  ).catch((error: unknown) => endedBy(error, signal, progress.open));
  if (stored.kind !== 'stored' && !progress.open) {
    await withdraw(item, journal, keeping);
  }
  return stored;
}

/** @throws what is neither a cancel nor about the file */
function endedBy(error: unknown, signal: AbortSignal, open: boolean): Stored {
  if (signal.aborted && error === signal.reason) {
    const photo = open ? 'unknown' : 'not-stored';
    return { kind: 'not-stored', outcome: { kind: 'cancelled', photo } };
  }
  if (error instanceof Unreadable) {
    return refused({ kind: 'refusal', refusal: error.refusal });
  }
  if (error instanceof NotFitted) {
    return refused({ kind: 'unfit', unfit: error.unfit });
  }
  throw error;
}

/** What was noted of an upload that has not come about counts no more: the next one begins anew. */
async function withdraw(
  item: Item,
  journal: Journal,
  keeping: StoreOptions['keeping'],
): Promise<void> {
  if (item.begun !== undefined) {
    const { before } = item.begun;
    await journal.withdrawn(item.n);
    await forgetNeedless(keeping, before);
  }
}

async function storeUncancelled(
  crm: Crm,
  item: Item,
  picture: Picture,
  options: StoreOptions,
  progress: { open: boolean },
  isAlone: () => Promise<boolean>,
): Promise<Stored | undefined> {
  const { journal, bunches, lastUploads, onlyChanged, keeping, version, lastTurn } = options;
  const { clock, signal, onWait, onSent, restrictTriggers } = options;
  // One that was begun is no longer as the others of its bunch were seen.
  const found = await (item.begun === undefined ? bunches.of(item) : bunches.alone(item.key));
  if (!found.ok) {
    return failed(found.failure, progress.open, lastTurn);
  }
  const record = found.value;
  if (record === undefined) {
    return refused({ kind: 'no-such-record' });
  }
  let transient: Failure | undefined;
  const asks: UploadAsks = {
    ...options.asks,
    goOnWithoutCopy: (why, of) => {
      if (why.kind === 'not-fetched' && passesByItself(why.failure) && !lastTurn) {
        transient = why.failure;
        return Promise.resolve(false);
      }
      return options.asks.goOnWithoutCopy(why, of);
    },
  };
  const persistence: Persistence = { clock, asks, signal, onWait };
  // First of all: what is stored is stored, whatever has become of its file.
  if (item.begun !== undefined) {
    const settled = await settle(crm, record, item.begun, keeping, version, persistence);
    if (!settled.ok) {
      return failed(settled.failure, progress.open, lastTurn);
    }
    if (settled.value === 'stored') {
      return {
        kind: 'stored',
        record: { ...record, photoMark: item.begun.mark },
        begun: item.begun,
      };
    }
    progress.open = settled.value === 'unsure';
  }
  const bytes = await picture.read();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const now = await inspect(pictureInMemory(picture.name, bytes));
  if ('refusal' in now) {
    return refused({ kind: 'refusal', refusal: now.refusal });
  }
  if (item.begun === undefined && onlyChanged && lastUploads.has(record, sha256)) {
    return { kind: 'skipped' };
  }
  const kept = async (): ReturnType<typeof keepPresent> => {
    const present = await fetchPresent(crm, record, keeping.photos.on, version, persistence);
    return keepPresent(record, present, keeping, persistence);
  };
  // What there was before this run is what an undo brings back, however often it is tried.
  const before = item.begun?.before ?? (await kept());
  if (before.kind === 'refused') {
    return transient === undefined ? refused(before.reason) : { kind: 'again', failure: transient };
  }
  // Another window has had the record while this one slept: all of it is looked at anew.
  if (!(await isAlone())) {
    if (item.begun === undefined) {
      await forgetNeedless(keeping, before);
    }
    return undefined;
  }
  const mark = item.begun === undefined ? record.photoMark : item.begun.mark;
  const begun: Begun = { ...(mark === undefined ? {} : { mark }), before, sha256 };
  await journal.begun(item.n, begun);
  const name = namedAs(picture.name, now.format);
  const file = { name, contentType: CONTENT_TYPES[now.format], bytes };
  const send = async (): Promise<Result<undefined>> => {
    const wasOpen = progress.open;
    const told = (sent: number, total: number): void => {
      progress.open = wasOpen || sent >= total;
      onSent(sent, total);
    };
    const sent = await uploadPhoto(crm, item.key, file, {
      version,
      restrictTriggers,
      signal,
      onSent: told,
    });
    progress.open = wasOpen || (!sent.ok && leavesOpen(sent.failure));
    return sent;
  };
  const stored = await withRetries(send, persistence);
  if (stored.ok) {
    return { kind: 'stored', record, begun };
  }
  return failed(stored.failure, progress.open, lastTurn);
}

function refused(reason: (Unchanged & { kind: 'failed' })['reason']): Stored {
  return { kind: 'not-stored', outcome: { kind: 'failed', reason } };
}

function failed(failure: Failure, open: boolean, lastTurn: boolean): Stored {
  return passesByItself(failure) && !lastTurn
    ? { kind: 'again', failure }
    : { kind: 'not-stored', outcome: failedBy(failure, open ? 'unknown' : 'not-stored') };
}
