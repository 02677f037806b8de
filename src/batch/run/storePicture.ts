import { namedAs } from '../../image/ending.ts';
import { NotFitted } from '../../image/fittedPicture.ts';
import type { FileStamp, Picture } from '../../image/picture.ts';
import { Unreadable } from '../../image/unreadable.ts';
import type { Crm } from '../../zoho/crm.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import { postPhoto } from '../../zoho/photo.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { isTransient } from '../../zoho/transience.ts';
import type { UploadPrompts } from '../../upload/prompts.ts';
import { isPending } from '../../upload/after.ts';
import type { Alone, Present } from '../../upload/keeping.ts';
import type { Reason, Unchanged } from '../../upload/outcome.ts';
import { failedBy } from '../../upload/outcome.ts';
import type { Changed, ChangePolicy, IsFresh, Sighting } from '../../upload/changePolicy.ts';
import { changePhoto } from '../../upload/photoChange.ts';
import type { Persistence } from '../../upload/retry.ts';
import type { ChangeOptions } from '../../upload/singleChange.ts';
import { CONTENT_TYPES } from '../../upload/upload.ts';
import type { Journal } from './journal.ts';
import type { Item } from './runState.ts';
import type { LastUploads } from '../../upload/lastUploads.ts';
import { MOST_TURNS } from './queue.ts';
import type { PictureRead } from './prefetch.ts';
import { Prefetch } from './prefetch.ts';
import type { RecordBunches } from './recordBunches.ts';

/**
 * How long after its record was read a picture may be sent: it may wait for its place, or for a busy
 * Zoho. If the run was held in between, or the machine slept, somebody may have given the record
 * another photo.
 */
const SENT_WITHIN_MS = 120_000;

/** Only records without a photo were wanted, and this one has one. */
const HAS_PHOTO = { kind: 'skipped', why: 'has-photo' } as const;

/** The result of one turn of a picture. */
export type Stored =
  /** With its file as it was read, if that's known. */
  | { readonly kind: 'stored' | 'skipped'; readonly file: FileStamp | undefined }
  | typeof HAS_PHOTO
  | { readonly kind: 'again'; readonly failure: Failure }
  | { readonly kind: 'not-stored'; readonly outcome: Unchanged };

interface StoreOptions extends Omit<ChangeOptions, 'refuse'> {
  readonly journal: Journal;
  readonly bunches: RecordBunches;
  readonly lastUploads: LastUploads;
  /** Whether a record that still has the same picture from us is skipped. */
  readonly skipsUnchanged: boolean;
  /** Whether a record that has a photo is skipped: its photo is never replaced. */
  readonly onlyWithoutPhoto: boolean;
  /** Starts the check whether what is read now is still fresh (rateLimiter.ts). */
  readonly look: () => IsFresh;
  /** Its number, from 1. In the last one, failures that pass by themselves are final, too. */
  readonly turn: number;
  readonly onSent: (sent: number, total: number) => void;
  /** Called with true when its request has its place, and with false if that didn't succeed. */
  readonly onSending: (isSending: boolean) => void;
  readonly onWait: Persistence['onWait'];
}

/**
 * Makes a picture the photo of a record, as one of many. Unlike a single upload (upload/upload.ts), it
 * knows the record from a request about many, leaves the check afterwards to the verifier, and writes
 * what it does to the journal.
 *
 * @throws {JournalFailed} and bugs
 */
export async function storePicture(
  crm: Crm,
  item: Item,
  picture: Picture,
  options: StoreOptions,
): Promise<Stored> {
  const isLast = options.turn === MOST_TURNS;
  const prompts = new TurnPrompts(options.prompts, isLast);
  const { keeping, version, clock, signal, onWait } = options;
  try {
    const changed = await changePhoto(crm, item.key, {
      policy: policyOf(item, picture, options),
      keeping,
      version,
      persistence: { clock, signal, onWait, prompts, leavesTokens: true },
      earlier: item.begun,
    });
    return storedBy(changed, picture.stamp?.(), prompts.transient, isLast);
  } catch (error) {
    return refused(reasonOf(error));
  }
}

/** A picture that was read and can be sent. */
interface Ready extends PictureRead {
  readonly origin: string | undefined;
}

function policyOf(
  item: Item,
  picture: Picture,
  options: StoreOptions,
): ChangePolicy<Ready, Stored> {
  const { journal, bunches, lastUploads, skipsUnchanged, keeping, turn } = options;
  const { version, restrictTriggers, signal, onSent, onSending, look, onlyWithoutPhoto } = options;
  const reading = new Prefetch(picture);
  // After an earlier try, the record may differ from what its bunch says.
  const isNew = item.begun === undefined && turn === 1;
  if (isNew) {
    // Now, so that it is ready when the record has been read.
    reading.begin();
  }
  const isSame = (record: CrmRecord, hash: string): boolean =>
    item.begun === undefined && skipsUnchanged && lastUploads.has(record, hash);
  return {
    aim: 'photo',
    sentWithin: SENT_WITHIN_MS,
    look,
    find: (alone, later) => sightingOf(item, bunches, isNew && !later ? alone : undefined),
    onlyIfNone: onlyWithoutPhoto,
    refuse: ({ photoMark }) =>
      Promise.resolve(
        onlyWithoutPhoto && typeof photoMark === 'string' ? { instead: HAS_PHOTO } : undefined,
      ),
    prepare: async (record) => {
      // First, since a conversion takes time.
      const origin = await reading.origin();
      if (origin !== undefined && isSame(record, origin)) {
        return { instead: { kind: 'skipped', file: picture.stamp?.() } };
      }
      const read = await reading.file();
      if ('refusal' in read) {
        return { instead: refused({ kind: 'refusal', refusal: read.refusal }) };
      }
      return isSame(record, read.sha256)
        ? { instead: { kind: 'skipped', file: picture.stamp?.() } }
        : { ready: { ...read, origin } };
    },
    wantsPresent: () => keeping.photos.on || onlyWithoutPhoto,
    agree: (_, present) =>
      Promise.resolve(onlyWithoutPhoto ? unlessNone(present, turn === MOST_TURNS) : undefined),
    sha256Of: ({ sha256 }) => sha256,
    begun: ({ mark, before }, { sha256, origin }) =>
      journal.begun(item.n, {
        ...(mark === undefined ? {} : { mark }),
        before,
        sha256,
        ...(origin === undefined ? {} : { origin }),
      }),
    withdrawn: () => journal.withdrawn(item.n),
    send: (through, { bytes, format }, onInDoubt) => {
      const name = namedAs(picture.name, format);
      const file = { name, contentType: CONTENT_TYPES[format], bytes };
      const change = { version, restrictTriggers, signal, onSent, onInDoubt };
      const watched = through.watched({
        before: () => {
          onSending(true);
          return Promise.resolve(undefined);
        },
        after: (answer) => {
          const isSuccess = typeof answer === 'object' && answer.ok && answer.value.status < 400;
          if (!isSuccess) {
            onSending(false);
          }
        },
      });
      return postPhoto(watched, item.key, file, change);
    },
  };
}

/** @param alone undefined: the record is read by itself */
async function sightingOf(
  item: Item,
  bunches: RecordBunches,
  alone: Alone | undefined,
): Promise<Result<Sighting>> {
  const seen = alone && (await bunches.of(item));
  // Also if somebody on this machine had the record since its bunch was read.
  const { found, isFresh } =
    seen === undefined || alone?.changedSince(seen.at) === true
      ? await bunches.alone(item.key)
      : seen;
  return found.ok ? success({ record: found.value, isFresh }) : found;
}

/** What becomes of a picture for a record without a photo only, given what the record has. */
function unlessNone(present: Present, isLast: boolean): { readonly instead: Stored } | undefined {
  if (present.kind === 'none') {
    return undefined;
  }
  const looked = present.kind === 'not-fetched' ? present : undefined;
  if (looked === undefined || isPending({ ok: false, ...looked })) {
    return { instead: HAS_PHOTO };
  }
  const { failure } = looked;
  return isTransient(failure) && !isLast
    ? { instead: { kind: 'again', failure } }
    : { instead: { kind: 'not-stored', outcome: failedBy(failure, 'not-stored') } };
}

function storedBy(
  changed: Changed<Stored>,
  file: FileStamp | undefined,
  transient: Failure | undefined,
  isLast: boolean,
): Stored {
  switch (changed.kind) {
    case 'changed':
      return { kind: 'stored', file };
    case 'instead':
      return changed.instead;
    case 'canceled': {
      const photo = changed.open ? 'unknown' : 'not-stored';
      return { kind: 'not-stored', outcome: { kind: 'canceled', photo } };
    }
    case 'refused':
      return transient === undefined
        ? refused(changed.reason)
        : { kind: 'again', failure: transient };
    case 'failed': {
      const { failure, open } = changed;
      return isTransient(failure) && !isLast
        ? { kind: 'again', failure }
        : {
            kind: 'not-stored',
            outcome: failedBy(failure, open ? 'unknown' : 'not-stored'),
          };
    }
  }
}

/** The prompts of one turn of a picture: what passes by itself is left to the next turn. */
class TurnPrompts implements UploadPrompts {
  /** Why the present photo couldn't be fetched, if another turn may succeed. */
  transient: Failure | undefined;
  readonly #prompts: UploadPrompts;
  readonly #isLast: boolean;
  readonly #asked = new Set<string>();

  constructor(prompts: UploadPrompts, isLast: boolean) {
    this.#prompts = prompts;
    this.#isLast = isLast;
  }

  /** Doesn't ask twice: what was granted didn't help. */
  readonly renewAccess: UploadPrompts['renewAccess'] = async (failure, signal) => {
    const isNew = !this.#asked.has(failure.kind);
    this.#asked.add(failure.kind);
    return isNew && (await this.#prompts.renewAccess(failure, signal));
  };

  readonly continueWithoutBackup: UploadPrompts['continueWithoutBackup'] = async (why, record) => {
    if (why.kind === 'not-fetched' && isTransient(why.failure) && !this.#isLast) {
      this.transient = why.failure;
      return false;
    }
    return this.#prompts.continueWithoutBackup(why, record);
  };

  readonly undoAnyway: UploadPrompts['undoAnyway'] = (standing, record) =>
    this.#prompts.undoAnyway(standing, record);
}

/** @throws errors that aren't about the file */
function reasonOf(error: unknown): Reason {
  if (error instanceof Unreadable) {
    return { kind: 'refusal', refusal: error.refusal };
  }
  if (error instanceof NotFitted) {
    return { kind: 'unfit', unfit: error.unfit };
  }
  throw error;
}

function refused(reason: Reason): Stored {
  return { kind: 'not-stored', outcome: { kind: 'failed', reason } };
}
