import { namedAs } from '../../image/ending.ts';
import { NotFitted } from '../../image/fittedPicture.ts';
import type { PreparedPicture } from '../../image/preparedPicture.ts';
import { Unreadable } from '../../image/unreadable.ts';
import type { Crm } from '../../zoho/crm.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import { uploadPhoto } from '../../zoho/photo.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { passesByItself } from '../../zoho/transience.ts';
import type { UploadAsks } from '../asks.ts';
import type { Alone } from '../keeping.ts';
import { fetchPresent, forgetNeedless, keepPresent, oneAtATime } from '../keeping.ts';
import type { Unchanged } from '../outcome.ts';
import { failedBy } from '../outcome.ts';
import type { Persistence } from '../retry.ts';
import { withRetries } from '../retry.ts';
import type { ChangeOptions } from '../upload.ts';
import { CONTENT_TYPES, leavesOpen } from '../upload.ts';
import type { Begun, Item, Journal } from './journal.ts';
import type { LastUploads } from './lastUploads.ts';
import { Outdated } from './pace.ts';
import { MOST_TURNS } from './queue.ts';
import { Reading } from './reading.ts';
import type { RecordBunches } from './recordBunches.ts';
import { settle } from './settle.ts';

/**
 * So long after its record was seen a picture may leave: it waits for its place meanwhile, and for a
 * Zoho that is too busy. Where the run was held in between, or the machine slept, a person may have
 * given the record another photo.
 */
const SENT_WITHIN_MS = 120_000;

/** What a turn of one picture came to. */
export type Stored =
  /** The record, as it was before, and what was noted of it. */
  | { readonly kind: 'stored'; readonly record: CrmRecord; readonly begun: Begun }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'again'; readonly failure: Failure }
  | { readonly kind: 'not-stored'; readonly outcome: Unchanged };

interface Progress {
  /** Whether it may be stored. */
  open: boolean;
  /** Whether its record has to be looked at by itself. */
  anew: boolean;
}

export interface StoreOptions extends Omit<ChangeOptions, 'refuse'> {
  readonly journal: Journal;
  readonly bunches: RecordBunches;
  readonly lastUploads: LastUploads;
  /** Whether a record that still has the same picture from us is left as it is. */
  readonly onlyChanged: boolean;
  /** The API, for a request that must not leave any more once something is not so (pace.ts). */
  readonly crmWhile: (isSo: () => boolean) => Crm;
  /** Its number, counted from 1. What passes by itself is what a picture ends with in its last one. */
  readonly turn: number;
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
  picture: PreparedPicture,
  options: StoreOptions,
): Promise<Stored> {
  const progress = { open: item.begun !== undefined, anew: options.turn > 1 };
  const { keeping, signal, journal } = options;
  const asks = { ...options.asks, renewAccess: oncePerKind(options.asks) };
  const stored = await oneAtATime(keeping, item.key, signal, async (alone) => {
    const stored = await storeUncancelled(
      crm,
      item,
      picture,
      { ...options, asks },
      progress,
      alone,
    );
    if (stored === undefined) {
      progress.anew = true;
      if (!progress.open) {
        await withdraw(item, journal, keeping);
      }
    }
    return stored;
  }).catch((error: unknown) => endedBy(error, signal, progress.open));
  if (stored.kind !== 'stored' && !progress.open) {
    await withdraw(item, journal, keeping);
  }
  return stored;
}

/** A turn that begins anew does not ask once more for what was granted and did not help. */
function oncePerKind(asks: UploadAsks): UploadAsks['renewAccess'] {
  const asked = new Set<string>();
  return async (failure, signal) => {
    const isNew = !asked.has(failure.kind);
    asked.add(failure.kind);
    return isNew && (await asks.renewAccess(failure, signal));
  };
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
  picture: PreparedPicture,
  options: StoreOptions,
  progress: Progress,
  alone: Alone,
): Promise<Stored | undefined> {
  const { journal, bunches, lastUploads, onlyChanged, keeping, version, crmWhile } = options;
  const { clock, signal, onWait, onSent, restrictTriggers } = options;
  const lastTurn = options.turn === MOST_TURNS;
  // One that was tried before is no longer as the others of its bunch were seen.
  const isNew = item.begun === undefined && !progress.anew;
  const reading = new Reading(picture);
  if (isNew) {
    // Meanwhile, so that it is there when the record has been seen.
    reading.begin();
  }
  const seen = isNew ? await bunches.of(item) : undefined;
  // Nor where somebody has had the record since its bunch was seen.
  const { found, isFresh } =
    seen === undefined || alone.changedSince(seen.at) ? await bunches.alone(item.key) : seen;
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
  const isSame = (hash: string): boolean =>
    item.begun === undefined && onlyChanged && lastUploads.has(record, hash);
  // Before a version is made, which takes its time.
  const origin = await reading.origin();
  if (origin !== undefined && isSame(origin)) {
    return { kind: 'skipped' };
  }
  const read = await reading.file();
  if ('refusal' in read) {
    return refused({ kind: 'refusal', refusal: read.refusal });
  }
  const { bytes, format, sha256 } = read;
  if (isSame(sha256)) {
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
  // Another window may have had the record, or a person: all of it is looked at anew.
  if (!(await alone.isStill()) || !isFresh(SENT_WITHIN_MS)) {
    if (item.begun === undefined) {
      await forgetNeedless(keeping, before);
    }
    return undefined;
  }
  const mark = item.begun === undefined ? record.photoMark : item.begun.mark;
  const begun: Begun = {
    ...(mark === undefined ? {} : { mark }),
    before,
    sha256,
    ...(origin === undefined ? {} : { origin }),
  };
  await journal.begun(item.n, begun);
  const name = namedAs(picture.name, format);
  const file = { name, contentType: CONTENT_TYPES[format], bytes };
  const sending = crmWhile(() => isFresh(SENT_WITHIN_MS));
  const send = async (): Promise<Result<undefined>> => {
    const wasOpen = progress.open;
    const told = (sent: number, total: number): void => {
      progress.open = wasOpen || sent >= total;
      onSent(sent, total);
    };
    const sent = await uploadPhoto(sending, item.key, file, {
      version,
      restrictTriggers,
      signal,
      onSent: told,
    });
    progress.open = wasOpen || (!sent.ok && leavesOpen(sent.failure));
    return sent;
  };
  let stored: Result<undefined>;
  try {
    stored = await withRetries(send, persistence);
  } catch (error) {
    if (error instanceof Outdated) {
      return undefined;
    }
    throw error;
  }
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
