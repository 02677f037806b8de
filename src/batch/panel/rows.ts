import { isInCloud } from '../../image/unreadable.ts';
import type { BatchRow, RowRecord, RowState } from '../page/messages.ts';
import type { BatchResult } from '../run/engine.ts';
import type { Item, Told } from '../run/journal.ts';
import type { Reviewed, ReviewState } from '../review/reviewed.ts';
import { nearOf, reviewStateOf } from '../review/reviewed.ts';
import type { Mapping } from '../match/mapping.ts';
import type { Found } from '../match/match.ts';
import type { BatchOutcome, Reason } from '../../upload/outcome.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { plain } from '../../ui/plain.ts';
import { wordsOfFound, wordsOfNear } from '../review/words.ts';
import { codeOfReason, wordsOfReason } from '../../ui/words/reason.ts';
import { wordsOfRefusal } from '../../ui/words/refusal.ts';

/** What the page knows of pictures. */
export interface RowPlace {
  /** By what the page shows the picture of a place. */
  readonly addressOf: (place: string) => string | undefined;
}

/** A row of the review. */
export function reviewRow(
  reviewed: Reviewed,
  onlyChanged: boolean,
  {
    addressOf,
    mapping,
    whyAbsent = () => undefined,
  }: RowPlace & {
    readonly mapping: Mapping;
    /** Why what should be at a place could not be fetched. */
    readonly whyAbsent?: (place: string) => string | undefined;
  },
): BatchRow {
  const { n, path, place, size, found, out } = reviewed;
  const state = reviewStateOf(reviewed, onlyChanged);
  // To show one that is only in the cloud would download it.
  const picture = isInCloud(reviewed.inspected) ? undefined : addressOf(place);
  const record = recordIn(found);
  return {
    n,
    file: path,
    size,
    ...(picture === undefined ? {} : { picture }),
    ...(record === undefined ? {} : { record: rowRecord(record) }),
    ...offeredFor(reviewed),
    state: stateWord(state, reviewed),
    note: whyAbsent(place) ?? noteOf(state, reviewed, mapping),
    out,
  };
}

function stateWord(state: ReviewState, { isFitted }: Reviewed): RowState {
  switch (state.kind) {
    case 'unreadable':
    case 'same':
      return state.kind;
    case 'ready':
      return isFitted ? 'to-resize' : 'ready';
    case 'not-found':
      return wordOfFound(state.found);
  }
}

function wordOfFound(found: Exclude<Found, { kind: 'record' }>): RowState {
  switch (found.kind) {
    case 'several-records':
    case 'too-many-alike':
    case 'twice-in-table':
      return 'several-records';
    case 'hidden':
    case 'rounded':
    case 'too-long':
      return 'not-matched';
    case 'left-over':
      return 'record' in found ? 'left-over' : 'not-matched';
    default:
      return 'no-record';
  }
}

function noteOf(state: ReviewState, reviewed: Reviewed, mapping: Mapping): string {
  const { inspected, isFitted, isSame, records } = reviewed;
  switch (state.kind) {
    case 'unreadable':
      return wordsOfRefusal(state.refusal).what;
    case 'not-found':
      return wordsOfFound(state.found, mapping);
    case 'same':
      return 'The record has this very picture.';
    case 'ready': {
      const notes = [
        ...(isFitted && 'refusal' in inspected
          ? [wordsOfRefusal(inspected.refusal).what]
          : isSame
            ? ['The record has this very picture: it is sent again.']
            : []),
        ...(records > 1 ? [`One picture for ${records} records.`] : []),
      ];
      return notes.join(' ');
    }
  }
}

/** What one click takes where there is no such record. */
function offeredFor(reviewed: Reviewed): Pick<BatchRow, 'near'> {
  const [first, ...others] = nearOf(reviewed);
  return first === undefined ? {} : { near: wordsOfNear(first, others.length) };
}

function recordIn(found: Found): CrmRecord | undefined {
  return 'record' in found ? found.record : undefined;
}

/** A record as a row shows it. */
function rowRecord({ key, name, photoMark }: CrmRecord): RowRecord {
  return {
    name: plain(name ?? key.id, 255),
    id: key.id,
    ...(photoMark === undefined ? {} : { hasPhoto: photoMark !== null }),
  };
}

/** A row of a run: of one picture, as far as it has come. */
export function runRow(
  item: Item,
  { addressOf, result }: RowPlace & { readonly result: BatchResult | 'under-way' | undefined },
): BatchRow {
  const { n, name, size, key, place, shown } = item;
  const picture = addressOf(place);
  const { state, note } = stateOf(item, result);
  return {
    n,
    file: shown?.path ?? name,
    size,
    ...(picture === undefined ? {} : { picture }),
    record: {
      ...rowRecord({ key, name: nameIn(result) ?? shown?.name, photoMark: shown?.photoMark }),
      ...photoOf(state),
    },
    state,
    note,
    out: false,
  };
}

/** The record's name as it was when the picture was sent. */
function nameIn(result: BatchResult | 'under-way' | undefined): string | undefined {
  const outcome = typeof result === 'object' ? result.outcome : undefined;
  return outcome !== undefined && 'record' in outcome ? outcome.record.name : undefined;
}

/** What the run has made of it. */
function photoOf(state: RowState): Partial<RowRecord> {
  return state === 'done' || state === 'skipped' ? { hasPhoto: true } : {};
}

function stateOf(
  item: Item,
  result: BatchResult | 'under-way' | undefined,
): Pick<BatchRow, 'state' | 'note'> {
  if (result === 'under-way') {
    return { state: 'under-way', note: '' };
  }
  return result === undefined ? ofItem(item) : ofOutcome(item, result.outcome);
}

function ofItem({ ended, told, looked, undone, begun }: Item): Pick<BatchRow, 'state' | 'note'> {
  if (undone === true) {
    return { state: 'undone', note: '' };
  }
  if (ended === undefined) {
    return begun === undefined
      ? { state: 'waiting', note: '' }
      : { state: 'unknown', note: 'It was under way: going on finds out.' };
  }
  switch (ended) {
    case 'done':
      return { state: looked?.pending === true ? 'awaiting-approval' : 'done', note: '' };
    case 'skipped':
      return { state: 'skipped', note: 'The record had this very picture.' };
    case 'failed':
      return { state: 'failed', note: told?.message ?? 'The log of then says why.' };
    case 'unknown':
      return {
        state: 'unknown',
        note: told?.message ?? 'The answer was lost: going on finds out.',
      };
  }
}

function ofOutcome(item: Item, outcome: BatchOutcome): Pick<BatchRow, 'state' | 'note'> {
  if (item.undone === true) {
    return { state: 'undone', note: '' };
  }
  const state = outcomeState(outcome);
  const { message } = outcomeWords(outcome);
  // What it failed with now says nothing of an earlier try whose answer was lost.
  return state === 'failed' && item.begun !== undefined
    ? {
        state: 'unknown',
        note: `${message} An earlier try may have stored it: look at the record.`,
      }
    : { state, note: message };
}

function outcomeState(outcome: BatchOutcome): RowState {
  switch (outcome.kind) {
    case 'done':
    case 'awaiting-approval':
    case 'skipped':
      return outcome.kind;
    case 'left':
      return 'skipped';
    case 'cancelled':
      return outcome.photo === 'unknown' ? 'unknown' : 'cancelled';
    case 'failed':
      return outcome.reason.kind === 'failure' && outcome.reason.photo === 'unknown'
        ? 'unknown'
        : 'failed';
  }
}

/** What a report says of a picture of a run. */
export function toldOf(item: Item, outcome: BatchOutcome): Told {
  return { code: outcomeWords(outcome).code, message: ofOutcome(item, outcome).note };
}

/** What a report says of an outcome: Zoho's own code, and why. */
export function outcomeWords(outcome: BatchOutcome): Told {
  switch (outcome.kind) {
    case 'done':
      return { code: '', message: '' };
    case 'awaiting-approval':
      return { code: '', message: 'It shows once it has been approved in the CRM.' };
    case 'skipped':
      return { code: '', message: 'The record had this very picture.' };
    case 'left':
      return { code: '', message: 'The record was left as it is.' };
    case 'cancelled':
      return {
        code: '',
        message: outcome.photo === 'unknown' ? 'All had been sent: it may have been stored.' : '',
      };
    case 'failed': {
      const { what, remedy } = wordsOfReason(outcome.reason);
      const message = `${what} ${remedyInRun(outcome.reason) ?? remedy}`;
      return { code: codeOfReason(outcome.reason) ?? '', message };
    }
  }
}

/** What to do where another picture cannot be chosen; undefined where it is the same as ever. */
function remedyInRun(reason: Reason): string | undefined {
  const refusal = reason.kind === 'refusal' ? reason.refusal : undefined;
  if (refusal?.kind === 'empty') {
    return 'Put the picture in its place, then Retry Failed.';
  }
  return refusal?.kind === 'unreadable' && refusal.reason === 'missing'
    ? 'It was moved or deleted: put it back, then Retry Failed.'
    : undefined;
}
