import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import type { MatchedRecord } from '../match/match.ts';
import type { Reviewed } from './reviewed.ts';
import { canBeSent, readinessOf, targetOf } from './reviewed.ts';

/** All that a person looks at and changes before a run. */
export interface ReviewState {
  /** By their numbers. */
  readonly pictures: readonly Reviewed[];
  /** Whether pictures that their record has already are skipped. */
  readonly skipsUnchanged: boolean;
  /** Automations of the CRM that do not run because of the upload. */
  readonly restricted: readonly RestrictTrigger[];
}

/** A picture that is uploaded, and the record it is uploaded to. */
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

/** Gives a picture another record, and includes it; who had that record before loses it. */
export function withRecord(
  state: ReviewState,
  n: number,
  record: MatchedRecord,
  isUnchanged: boolean,
): ReviewState {
  const losing = new Set(losingTo(state, n, record));
  const by = state.pictures[n]?.path ?? '';
  const pictures = state.pictures.map((one): Reviewed => {
    if (one.n === n) {
      return {
        ...one,
        found: { kind: 'record', record, value: '' },
        isUnchanged,
        isExcluded: false,
      };
    }
    return losing.has(one)
      ? { ...one, found: { kind: 'not-selected', why: 'another-picture', record, by } }
      : one;
  });
  return { ...state, pictures };
}

/** Who has a record that a picture is given; nobody loses it to a picture that cannot be sent. */
export function losingTo(
  { pictures }: ReviewState,
  n: number,
  { key: { module, id } }: MatchedRecord,
): Reviewed[] {
  const taker = pictures[n];
  return taker === undefined || !canBeSent(taker)
    ? []
    : pictures.filter(
        (one) =>
          one.n !== n &&
          one.found.kind === 'record' &&
          one.found.record.key.id === id &&
          one.found.record.key.module === module,
      );
}

/**
 * Knows of records whether they have a photo.
 *
 * @param seen by the number of the picture
 */
export function withCheckedPhotos(
  state: ReviewState,
  seen: ReadonlyMap<number, MatchedRecord>,
): ReviewState {
  const pictures = state.pictures.map((one): Reviewed => {
    const record = seen.get(one.n);
    return record === undefined ? one : { ...one, found: { kind: 'record', record, value: '' } };
  });
  return { ...state, pictures };
}

export function toUpload({ pictures, skipsUnchanged }: ReviewState): ToUpload[] {
  return pictures.flatMap((reviewed) => {
    const record = targetOf(reviewed, skipsUnchanged);
    return record === undefined ? [] : [{ reviewed, record }];
  });
}

/** Of what was asked about, what is still to be uploaded: what was included since is not known. */
export function stillToUpload(asked: readonly ToUpload[], now: ReviewState): ToUpload[] {
  const known = new Set(asked.map(({ reviewed }) => reviewed.n));
  return toUpload(now).filter(({ reviewed }) => known.has(reviewed.n));
}

/** Pictures to upload of whose record nobody knows whether it has a photo. */
export function withUnknownPhoto(state: ReviewState): ToUpload[] {
  return toUpload(state).filter(({ record }) => record.photoMark === undefined);
}

/** What finds no record, cannot be sent, is unchanged or excluded. */
export function unmatched({ pictures, skipsUnchanged }: ReviewState): Reviewed[] {
  return pictures.filter(
    (one) => readinessOf(one, skipsUnchanged).kind !== 'ready' || one.isExcluded,
  );
}

/** Pictures whose rows differ: there may be many thousands that do not. */
export function changedSince(before: ReviewState, now: ReviewState): readonly Reviewed[] {
  return before.skipsUnchanged === now.skipsUnchanged
    ? now.pictures.filter((one, index) => one !== before.pictures[index])
    : now.pictures;
}

/** How much a run would upload, and what it would replace. */
export interface ReviewCounts {
  /** Bytes of each picture to upload. */
  readonly sizes: readonly number[];
  /** How many of their records have a photo, as far as is known. */
  readonly withPhoto: number;
  /** Of how many of their records nobody knows whether they have one. */
  readonly unknownPhotos: number;
  /** Pictures that are not uploaded. */
  readonly notUploaded: number;
}

export function countsOf(state: ReviewState): ReviewCounts {
  const uploads = toUpload(state);
  return {
    sizes: uploads.map(({ reviewed }) => reviewed.size),
    withPhoto: uploads.filter(({ record }) => typeof record.photoMark === 'string').length,
    unknownPhotos: uploads.filter(({ record }) => record.photoMark === undefined).length,
    notUploaded: state.pictures.length - uploads.length,
  };
}
