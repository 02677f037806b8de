import { asAllowed, needsFitting } from '../../commands/fitter.ts';
import type { Services } from '../../commands/services.ts';
import type { ChosenPicture } from '../mapping/chosenPictures.ts';
import type { Matched } from '../match/matchRecords.ts';
import type { TableRow } from '../match/tableRows.ts';
import type { NotFetched, Reviewed } from './reviewed.ts';

/** The initial review of the pictures, one for each record of each picture. */
export function reviewedPictures(
  services: Services,
  pictures: readonly ChosenPicture[],
  { matches }: Pick<Matched, 'matches'>,
): Reviewed[] {
  const byNumber = new Map(pictures.map((picture) => [picture.candidate.n, picture]));
  const rows = matches.flatMap(({ candidate: { n }, found }) => {
    const picture = byNumber.get(n);
    return picture === undefined ? [] : [{ picture, found }];
  });
  const records = Map.groupBy(rows, ({ picture }) => picture);
  return rows.map(({ picture, found }, n) => {
    const { candidate, file } = picture;
    const inspected = asAllowed(services, file.inspected);
    return {
      n,
      records: records.get(picture)?.length ?? 1,
      path: candidate.path,
      place: picture.found.uri.toString(),
      size: candidate.size,
      inspected,
      isFitted: needsFitting(services, inspected),
      found,
      isUnchanged: false,
      isExcluded: false,
    };
  });
}

/** The pictures as the settings allow them now. */
export function reviewedAgain(
  services: Services,
  pictures: readonly Reviewed[],
): readonly Reviewed[] {
  return pictures.map((one) => {
    const inspected = asAllowed(services, one.inspected);
    return inspected === one.inspected
      ? one
      : { ...one, inspected, isFitted: needsFitting(services, inspected) };
  });
}

/**
 * The initial review of pictures named by URL that weren't downloaded.
 *
 * @param rows of the table
 * @param notFetched why, by URL
 * @param first number of the first of them
 */
export function reviewedAbsent(
  rows: readonly TableRow[],
  notFetched: ReadonlyMap<string, NotFetched>,
  first: number,
): Reviewed[] {
  const absent = rows.flatMap(({ file, value, address = '' }) => {
    const why = notFetched.get(address);
    return why === undefined ? [] : [{ file, value, address, why }];
  });
  return absent.map(({ file, value, address, why }, index) => ({
    n: first + index,
    records: 1,
    path: file,
    place: address,
    size: 0,
    inspected: { refusal: { kind: 'unreadable', reason: 'missing' } },
    notFetched: why,
    isFitted: false,
    found: { kind: 'no-record', value },
    isUnchanged: false,
    isExcluded: false,
  }));
}
