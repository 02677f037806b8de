import { isInCloud } from '../../image/unreadable.ts';
import type { BatchRow, RowState } from '../page/messages.ts';
import type { RowPlace } from '../panel/rowRecord.ts';
import { rowRecord } from '../panel/rowRecord.ts';
import type { Mapping } from '../match/mapping.ts';
import type { Found } from '../match/match.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { plain } from '../../ui/plain.ts';
import { wordsOfRefusal } from '../../ui/words/refusal.ts';
import type { Readiness, Reviewed, Skipping } from './reviewed.ts';
import { isChangedInCrm, nearOf, readinessOf } from './reviewed.ts';
import { oneOfSeveral } from '../words/among.ts';
import { notFetched } from '../words/fetchMissing.ts';
import { wordsOfFound } from '../words/found.ts';
import * as words from '../words/review.ts';
import { sizeWords } from '../../ui/words/picture.ts';

/** The row of a picture in the review. */
export function reviewRow(
  reviewed: Reviewed,
  skipping: Skipping,
  { addressOf, mapping }: RowPlace & { readonly mapping: Mapping },
): BatchRow {
  const { n, path, place, size, found, isExcluded } = reviewed;
  const state = readinessOf(reviewed, skipping);
  // Showing a picture that is only in the cloud would download it.
  const picture = isInCloud(reviewed.inspected) ? undefined : addressOf(place);
  const record = recordIn(found);
  return {
    n,
    file: path,
    size: size === 0 ? '' : sizeWords(size),
    ...(picture === undefined ? {} : { picture }),
    ...(record === undefined ? {} : { record: rowRecord(record) }),
    ...(found.kind === 'record' && found.value !== '' ? { value: plain(found.value) } : {}),
    ...suggestionFor(reviewed),
    state: rowState(state, reviewed),
    note: noteOf(state, reviewed, { mapping, ...skipping }),
    isExcluded,
  };
}

function rowState(state: Readiness, reviewed: Reviewed): RowState {
  switch (state.kind) {
    case 'unreadable':
    case 'unchanged':
    case 'has-photo':
      return state.kind;
    case 'ready':
      return isChangedInCrm(reviewed)
        ? 'changed-in-crm'
        : reviewed.isFitted
          ? 'to-resize'
          : 'ready';
    case 'not-found':
      return unmatchedState(state.found);
  }
}

function unmatchedState(found: Exclude<Found, { kind: 'record' }>): RowState {
  switch (found.kind) {
    case 'several-records':
    case 'too-many-alike':
    case 'twice-in-table':
      return 'several-records';
    case 'hidden':
    case 'rounded':
    case 'too-long':
      return 'not-matched';
    case 'not-matched':
    case 'not-selected':
      return found.kind;
    default:
      return 'no-record';
  }
}

function noteOf(
  state: Readiness,
  reviewed: Reviewed,
  { mapping, onlyWithoutPhoto }: Skipping & { readonly mapping: Mapping },
): string {
  if (reviewed.notFetched !== undefined) {
    return notFetched(reviewed.notFetched);
  }
  const { inspected, isFitted, isUnchanged, records, since } = reviewed;
  switch (state.kind) {
    case 'unreadable':
      return wordsOfRefusal(state.refusal).what;
    case 'not-found':
      return wordsOfFound(state.found, mapping);
    case 'unchanged':
      return words.recordHasPicture();
    case 'has-photo':
      return since === undefined ? words.onlyRecordsWithout() : words.sinceWords(since, true);
    case 'ready': {
      const isUnknown = onlyWithoutPhoto === true && state.record.photoMark === undefined;
      const notes = [
        ...(isUnknown ? [words.skippedIfPhoto()] : []),
        ...(since === undefined ? [] : [words.sinceWords(since, state.record.photoMark !== null)]),
        ...(isFitted && 'refusal' in inspected
          ? [wordsOfRefusal(inspected.refusal).what]
          : isUnchanged
            ? [words.uploadedAgain()]
            : []),
        ...(records > 1 ? [words.forSeveralRecords(records)] : []),
        ...(state.record.among === undefined ? [] : [oneOfSeveral(state.record.among.length)]),
      ];
      return notes.join(' ');
    }
  }
}

/** The similar record that one click uses when no record matches. */
function suggestionFor(reviewed: Reviewed): Pick<BatchRow, 'near'> {
  const [first, ...others] = nearOf(reviewed);
  return first === undefined ? {} : { near: words.wordsOfNear(first, others.length) };
}

function recordIn(found: Found): CrmRecord | undefined {
  return 'record' in found ? found.record : undefined;
}
