import { isInCloud } from '../../image/unreadable.ts';
import type { BatchRow, RowState } from '../page/messages.ts';
import type { RowPlace } from '../panel/rowRecord.ts';
import { rowRecord } from '../panel/rowRecord.ts';
import type { Mapping } from '../match/mapping.ts';
import type { Found } from '../match/match.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { wordsOfRefusal } from '../../ui/words/refusal.ts';
import type { Reviewed, ReviewState } from './reviewed.ts';
import { nearOf, reviewStateOf } from './reviewed.ts';
import { wordsOfFound, wordsOfNear } from './words.ts';

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
