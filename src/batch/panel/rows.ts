import type { BatchRow, RowRecord, RowState } from '../page/messages.ts';
import type { BatchResult } from '../run/engine.ts';
import type { Item, Told } from '../run/journal.ts';
import type { BatchOutcome, Reason } from '../../upload/outcome.ts';
import { codeOfReason, wordsOfReason } from '../../ui/words/reason.ts';
import type { RowPlace } from './rowRecord.ts';
import { rowRecord } from './rowRecord.ts';

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
