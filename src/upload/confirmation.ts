import { createHash } from 'node:crypto';
import type { Inspected } from '../image/inspect.ts';
import { abortable } from '../zoho/abortable.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Result } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Present } from './keeping.ts';
import { fetchPresent } from './keeping.ts';
import type { Left, Unchanged } from './outcome.ts';
import { failedBy } from './outcome.ts';
import type { Persistence } from './retry.ts';
import type { UploadOptions } from './upload.ts';

/** A picture that is about to become a record's photo. */
export interface Replacement {
  readonly record: CrmRecord;
  /** As it will be sent, in memory. */
  readonly picture: Inspected;
  /** The photo that the record has now, as Zoho hands it out; undefined where it has none. */
  readonly present: Uint8Array | undefined;
  /** Whether the present photo is going to be kept. */
  readonly keeps: boolean;
  /** Whether this is asked once more, as the photo has changed while the question was open. */
  readonly again: boolean;
}

/** Shows a person what is about to happen to a record's photo, and asks. */
export interface Confirmation {
  /** Whether to ask before a photo is replaced, or a record is given its first one. */
  wanted(replaces: boolean): boolean;
  /**
   * @param signal ends the question, as a cancel of it does
   * @returns whether to go on; a no leaves this record as it is
   */
  ask(replacement: Replacement, signal: AbortSignal): Promise<boolean>;
}

/** The record and its photo as they are when the person has agreed. */
export interface Agreed {
  readonly record: CrmRecord;
  readonly present: Present;
}

/**
 * After so long the photo is looked at anew, in milliseconds: that `Record_Image` changes with each
 * photo is not documented.
 */
const LONG_MS = 60_000;

/**
 * Fetches the photo that a record has and, where that is wanted, asks with both pictures. A question
 * may be open for long: where the record has another photo by then, it is asked again.
 *
 * @param find looks the record up anew
 * @returns what to report instead, where nothing is to be sent
 */
export async function agreeOn(
  crm: Crm,
  found: CrmRecord,
  picture: Inspected,
  find: () => Promise<Result<CrmRecord | undefined>>,
  options: Omit<UploadOptions, 'refuse'>,
  persistence: Persistence,
): Promise<Agreed | Left | Unchanged> {
  const { version, keeping, confirmation, signal, onStage } = options;
  let record = found;
  let shown: Present | undefined;
  for (;;) {
    const keeps = keeping.photos.on;
    const shows = confirmation?.wanted(true) === true;
    const wanted = keeps || shows;
    if (wanted && record.photoMark !== null) {
      onStage({ kind: 'keeping-photo' });
    }
    const present = await fetchPresent(crm, record, wanted, version, persistence);
    const asks = present.kind === 'none' ? confirmation?.wanted(false) : shows;
    // What cannot be fetched is asked about where it cannot be kept.
    const canAsk = present.kind === 'none' || present.kind === 'fetched';
    if (confirmation === undefined || asks !== true || !canAsk || same(present, shown)) {
      return { record, present };
    }
    onStage({ kind: 'asking' });
    const since = performance.now();
    const replacement: Replacement = {
      record,
      picture,
      present: present.kind === 'fetched' ? present.bytes : undefined,
      keeps,
      again: shown !== undefined,
    };
    if (!(await abortable(confirmation.ask(replacement, signal), signal))) {
      return { kind: 'left', record };
    }
    const now = await find();
    if (!now.ok) {
      return failedBy(now.failure, 'not-stored');
    }
    if (now.value === undefined) {
      return { kind: 'failed', reason: { kind: 'no-such-record' } };
    }
    const { photoMark } = now.value;
    const soon = performance.now() - since < LONG_MS;
    if (photoMark === record.photoMark && (photoMark === null || soon)) {
      return { record, present };
    }
    record = now.value;
    shown = present;
  }
}

/** Whether two looks saw the same photo. */
function same(one: Present, other: Present | undefined): boolean {
  return one.kind === 'fetched' && other?.kind === 'fetched'
    ? hash(one.bytes) === hash(other.bytes)
    : one.kind === other?.kind;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
