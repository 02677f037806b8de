import type { Compared } from '../compare/compared.ts';
import { withPhotosSeen } from '../compare/compared.ts';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import type { MatchedRecord } from '../match/match.ts';
import { identityOf } from '../match/match.ts';
import type { Reviewed, Skipping } from './reviewed.ts';
import { canBeSent, readinessOf, targetOf } from './reviewed.ts';

/** Everything that the person sees and changes before a run. */
export interface ReviewState extends Skipping {
  /** Indexed by their numbers. */
  readonly pictures: readonly Reviewed[];
  /** Automations that the CRM skips for these uploads. */
  readonly restricted: readonly RestrictTrigger[];
  /** The module's records without a photo, once the person has had them found. */
  readonly compared?: Compared;
}

/** A picture to upload, and its record. */
export interface ToUpload {
  readonly reviewed: Reviewed;
  readonly record: MatchedRecord;
}

/** Excludes pictures, or includes them again. */
export function withExcluded(
  state: ReviewState,
  ns: readonly number[],
  isExcluded: boolean,
): ReviewState {
  const changed = new Set(ns);
  return {
    ...state,
    pictures: state.pictures.map((one) => (changed.has(one.n) ? { ...one, isExcluded } : one)),
  };
}

/**
 * Pictures matched again, excluded if they were in all their rows before. One that is excluded because
 * its record was changed in the CRM says nothing about the record that it has now.
 */
export function withExclusions(
  pictures: readonly Reviewed[],
  before: readonly Reviewed[],
): readonly Reviewed[] {
  const chosen = before.filter(({ since }) => since !== 'in-crm');
  const rows = Map.groupBy(chosen, ({ place }) => place);
  return pictures.map((one) => ({
    ...one,
    isExcluded: rows.get(one.place)?.every(({ isExcluded }) => isExcluded) ?? one.isExcluded,
  }));
}

/** Assigns a record to a picture and includes it. A picture that had this record loses it. */
export function withRecord(
  state: ReviewState,
  n: number,
  record: MatchedRecord,
  compared: Pick<Reviewed, 'isUnchanged' | 'since'>,
): ReviewState {
  const taker = state.pictures[n];
  const losing = new Set([...losingTo(state, n, record), ...meaning(state, taker, record)]);
  const by = taker?.path ?? '';
  // What the name or the table has says nothing about any other record.
  const matched = record.among !== undefined && taker !== undefined ? taker.found : undefined;
  const value = matched !== undefined && 'value' in matched ? matched.value : '';
  const pictures = state.pictures.map((one): Reviewed => {
    if (one.n === n) {
      const { since: _, ...rest } = one;
      return {
        ...rest,
        found: { kind: 'record', record, value },
        ...compared,
        isExcluded: false,
      };
    }
    return losing.has(one)
      ? { ...one, found: { kind: 'not-selected', why: 'another-picture', record, by } }
      : one;
  });
  return { ...state, pictures };
}

/** Other pictures with the same value, which several records have: the choice is theirs, too. */
function meaning(
  { pictures }: ReviewState,
  taker: Reviewed | undefined,
  { key, among = [] }: MatchedRecord,
): Reviewed[] {
  const found = taker?.found;
  if (taker === undefined || !canBeSent(taker) || found === undefined || !('value' in found)) {
    return [];
  }
  const isOne = (records: readonly MatchedRecord[]): boolean =>
    records.some((other) => other.key.id === key.id);
  return among.length === 0
    ? []
    : pictures.filter(({ n, found: other }) =>
        other.kind === 'several-records'
          ? n !== taker.n && other.value === found.value && isOne(other.records)
          : // The person chose another one of the records for it before.
            other.kind === 'not-selected' &&
            other.why === 'another-picture' &&
            other.by === taker.path &&
            isOne(other.record.among ?? []),
      );
}

/** The records that were chosen from several, by module and ID. */
export function chosenAmong(pictures: readonly Reviewed[]): ReadonlySet<string> {
  return new Set(
    pictures.flatMap(({ found }) =>
      found.kind === 'record' && found.record.among !== undefined
        ? [identityOf(found.record.key)]
        : [],
    ),
  );
}

/** The pictures that lose a record to another one: none if that one can't be sent. */
export function losingTo({ pictures }: ReviewState, n: number, { key }: MatchedRecord): Reviewed[] {
  const taker = pictures[n];
  return taker === undefined || !canBeSent(taker)
    ? []
    : pictures.filter(
        (one) =>
          one.n !== n &&
          one.found.kind === 'record' &&
          identityOf(one.found.record.key) === identityOf(key),
      );
}

/**
 * Updates records that were checked for a photo.
 *
 * @param seen checked records, by the numbers of their pictures
 */
export function withCheckedPhotos(
  state: ReviewState,
  seen: ReadonlyMap<number, MatchedRecord>,
): ReviewState {
  const pictures = state.pictures.map((one): Reviewed => {
    const record = seen.get(one.n);
    const value = 'value' in one.found ? one.found.value : '';
    return record === undefined ? one : { ...one, found: { kind: 'record', record, value } };
  });
  const { compared } = state;
  return {
    ...state,
    pictures,
    ...(compared === undefined ? {} : { compared: withPhotosSeen(compared, seen.values()) }),
  };
}

/** How many pictures the mapping found a record for, even if another picture has it. */
export function matchedCount(pictures: readonly Reviewed[]): number {
  const matched = new Set<Reviewed['found']['kind']>(['record', 'several-records', 'not-selected']);
  return pictures.filter(({ found }) => matched.has(found.kind)).length;
}

export function toUpload(state: ReviewState): ToUpload[] {
  return state.pictures.flatMap((reviewed) => {
    const record = targetOf(reviewed, state);
    return record === undefined ? [] : [{ reviewed, record }];
  });
}

/** The uploads that the person was asked about and that still hold: not those included since. */
export function stillToUpload(asked: readonly ToUpload[], now: ReviewState): ToUpload[] {
  const known = new Set(asked.map(({ reviewed }) => reviewed.n));
  return toUpload(now).filter(({ reviewed }) => known.has(reviewed.n));
}

/** Uploads to records that may or may not have a photo. */
export function withUnknownPhoto(state: ReviewState): ToUpload[] {
  return toUpload(state).filter(({ record }) => record.photoMark === undefined);
}

/** Pictures that won't be uploaded: without a record, unreadable, skipped, or excluded. */
export function unmatched(state: ReviewState): Reviewed[] {
  return state.pictures.filter((one) => readinessOf(one, state).kind !== 'ready' || one.isExcluded);
}

/** Pictures whose rows need an update: there may be thousands that don't. */
export function changedSince(before: ReviewState, now: ReviewState): readonly Reviewed[] {
  return before.skipsUnchanged === now.skipsUnchanged &&
    before.onlyWithoutPhoto === now.onlyWithoutPhoto
    ? now.pictures.filter((one, index) => one !== before.pictures[index])
    : now.pictures;
}

/** What a run would upload and replace. */
export interface ReviewCounts {
  /** Sizes of the pictures to upload, in bytes. */
  readonly sizes: readonly number[];
  /** How many of their records are known to have a photo. */
  readonly withPhoto: number;
  /** How many of their records may or may not have one. */
  readonly unknownPhotos: number;
  /** How many pictures won't be uploaded. */
  readonly notUploaded: number;
}

export function reviewCounts(state: ReviewState): ReviewCounts {
  const uploads = toUpload(state);
  return {
    sizes: uploads.map(({ reviewed }) => reviewed.size),
    withPhoto: uploads.filter(({ record }) => typeof record.photoMark === 'string').length,
    unknownPhotos: uploads.filter(({ record }) => record.photoMark === undefined).length,
    notUploaded: state.pictures.length - uploads.length,
  };
}
