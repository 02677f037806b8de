import type { Found, MatchedRecord } from '../match/match.ts';
import { identityOf } from '../match/match.ts';

/** What comparing pictures with a module found. */
export interface Compared {
  /** The records that had no photo, by name. */
  readonly records: readonly MatchedRecord[];
  /** How many records were read: of a query, only those that it found. */
  readonly read: number;
  /** Whether there are no more. */
  readonly isComplete: boolean;
  /** How many records didn't say whether they have a photo. */
  readonly unknown: number;
}

/** A record that has no photo and no picture. */
export interface PicturelessRecord {
  /** Number of its row: no picture has it. */
  readonly n: number;
  readonly record: MatchedRecord;
}

/** The first number of a record's row: beyond those of pictures, however many are added. */
const FIRST_ROW = 2 ** 32;

/** The records without a photo that none of the pictures is for. */
export function picturelessRecords(
  compared: Compared | undefined,
  pictures: readonly { readonly found: Found }[],
): PicturelessRecord[] {
  if (compared === undefined) {
    return [];
  }
  const taken = new Set(
    pictures.flatMap(({ found }) => (isFor(found) ? [identityOf(found.record.key)] : [])),
  );
  return compared.records.flatMap((record, index) => {
    const isLeft = record.photoMark === null && !taken.has(identityOf(record.key));
    return isLeft ? [{ n: FIRST_ROW + index, record }] : [];
  });
}

/**
 * Whether it says that there is a picture for a record, even if it isn't uploaded. A picture that
 * lost its record says nothing: the one that has it now may lose it, too.
 */
function isFor(found: Found): found is Extract<Found, { readonly record: MatchedRecord }> {
  return (
    found.kind === 'record' || (found.kind === 'not-selected' && found.why === 'several-pictures')
  );
}

/** The record of a row that isn't a picture's. */
export function recordOfRow(compared: Compared | undefined, n: number): MatchedRecord | undefined {
  return compared?.records[n - FIRST_ROW];
}

/** Records that turned out to have a photo are no longer among those without. */
export function withPhotosSeen(compared: Compared, seen: Iterable<MatchedRecord>): Compared {
  const marks = new Map([...seen].map(({ key, photoMark }) => [identityOf(key), photoMark]));
  const records = compared.records.map((record) => {
    const photoMark = marks.get(identityOf(record.key));
    return typeof photoMark === 'string' ? { ...record, photoMark } : record;
  });
  return { ...compared, records };
}
