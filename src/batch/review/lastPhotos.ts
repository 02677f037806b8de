import type { Crm } from '../../zoho/crm.ts';
import { MOST_IDS } from '../../zoho/recordRows.ts';
import { readRecords } from '../../zoho/records.ts';
import type { LastUploads } from '../../upload/lastUploads.ts';
import type { Persistence } from '../../upload/retry.ts';
import { withRetries } from '../../upload/retry.ts';
import type { MatchedRecord } from '../match/match.ts';
import { identityOf } from '../match/match.ts';
import { chunks } from '../match/lookUp.ts';

/**
 * What has become of the photo that was last uploaded to a record from here; `unsure` if
 * `Record_Image` doesn’t tell.
 */
export type LastPhoto = 'same' | 'changed' | 'removed' | 'unsure';

/** A record as it was read last. */
export interface RecordSince {
  readonly record: MatchedRecord;
  readonly lastPhoto: LastPhoto;
}

/** One more than should be necessary: a query may write `Record_Image` in another way. */
const READS = 2;

/**
 * Finds out what has become of the photos that were last uploaded from here. Zoho doesn’t document
 * that `Record_Image` stays the same from one read to the next, so another one only counts if two
 * reads agree. The records that seem to have another photo are read again, a hundred per request. Where
 * two requests for the same record disagree, no mark is believed.
 *
 * @param records as they were read a moment ago
 * @returns those that were uploaded to from here
 * @throws the signal's reason when aborted
 */
export async function lastPhotosOf(
  crm: Crm,
  records: readonly MatchedRecord[],
  lastUploads: Pick<LastUploads, 'knows' | 'markOf'>,
  persistence: Persistence,
): Promise<Map<string, RecordSince>> {
  const told = new Map<string, RecordSince>();
  const doubtful: MatchedRecord[] = [];
  for (const record of new Map(records.map((one) => [identityOf(one.key), one])).values()) {
    const mark = lastUploads.markOf(record.key);
    if (mark === undefined) {
      continue;
    }
    const isSame = lastUploads.knows(record);
    told.set(identityOf(record.key), { record, lastPhoto: isSame ? 'same' : 'unsure' });
    // Where marks tell nothing, all that can be known is that the photo is gone.
    if (!isSame && (mark !== '' || record.photoMark === null)) {
      doubtful.push(record);
    }
  }
  const bunches = [...Map.groupBy(doubtful, ({ key }) => key.module)].flatMap(([module, some]) =>
    chunks(some, MOST_IDS).map((bunch) => ({ module, bunch })),
  );
  let isStable = true;
  for (const { module, bunch } of bunches) {
    const wanted = isStable ? bunch : bunch.filter(({ photoMark }) => photoMark === null);
    const again = await readAgain(crm, module, wanted, lastUploads, persistence);
    isStable &&= again.isStable;
    for (const one of again.told) {
      told.set(identityOf(one.record.key), one);
    }
    if (!again.isRead) {
      // Hundreds more would be tried in vain.
      break;
    }
  }
  return isStable ? told : withoutChanged(told);
}

/** Of marks that change with each read, some may have agreed by chance. */
function withoutChanged(told: ReadonlyMap<string, RecordSince>): Map<string, RecordSince> {
  return new Map(
    [...told].map(([id, one]) => [
      id,
      one.lastPhoto === 'changed' ? { ...one, lastPhoto: 'unsure' } : one,
    ]),
  );
}

/** What two reads in a row agree about. */
async function readAgain(
  crm: Crm,
  module: string,
  bunch: readonly MatchedRecord[],
  lastUploads: Pick<LastUploads, 'knows' | 'markOf'>,
  persistence: Persistence,
): Promise<{
  readonly told: readonly RecordSince[];
  readonly isStable: boolean;
  /** Whether Zoho answered. */
  readonly isRead: boolean;
}> {
  const told: RecordSince[] = [];
  let open = bunch;
  for (let reads = 1; open.length > 0 && reads <= READS; reads += 1) {
    const ids = open.map(({ key }) => key.id);
    const read = await withRetries(
      () => readRecords(crm, module, ids, persistence.signal),
      persistence,
    );
    if (!read.ok) {
      return { told, isStable: true, isRead: false };
    }
    const marks = new Map(read.value.map(({ key, photoMark }) => [key.id, photoMark]));
    const again: MatchedRecord[] = [];
    for (const before of open) {
      const record = { ...before, photoMark: marks.get(before.key.id) };
      if (lastUploads.knows(record)) {
        told.push({ record, lastPhoto: 'same' });
      } else if (record.photoMark !== undefined && record.photoMark === before.photoMark) {
        told.push({ record, lastPhoto: record.photoMark === null ? 'removed' : 'changed' });
      } else if (record.photoMark !== undefined && lastUploads.markOf(record.key) !== '') {
        again.push(record);
      }
    }
    open = again;
  }
  return { told, isStable: open.length === 0, isRead: true };
}
