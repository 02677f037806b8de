import type { Found } from '../match/match.ts';
import type { Compared } from './compared.ts';
import { picturelessRecords } from './compared.ts';

/** The part of a review that decides which rows it has. */
interface Rows {
  readonly pictures: readonly { readonly n: number; readonly found: Found }[];
  readonly compared?: Compared;
}

/**
 * The numbers of a review's rows after a change, in the order in which they are shown. A row keeps
 * its place, and a picture that is new takes that of its record. Records that have no picture
 * anymore come last.
 *
 * @param shown the numbers before
 * @returns `shown` itself if no row has come or gone
 */
export function rowsAfter(shown: readonly number[], before: Rows, now: Rows): readonly number[] {
  if (isSame(before, now)) {
    return shown;
  }
  const records = picturelessRecords(now.compared, now.pictures);
  const left = new Set([...now.pictures, ...records].map(({ n }) => n));
  const known = new Set(shown);
  if (before.compared !== now.compared) {
    // The numbers of records mean others now.
    const pictures = new Set(now.pictures.map(({ n }) => n));
    return [...new Set([...shown.filter((n) => pictures.has(n)), ...left])];
  }
  if (left.size === known.size && shown.every((n) => left.has(n))) {
    return shown;
  }
  const added = now.pictures.filter(({ n }) => !known.has(n));
  const instead = new Map(
    picturelessRecords(before.compared, before.pictures).flatMap(({ n, record }) => {
      const picture = added.find(
        ({ found }) => found.kind === 'record' && found.record.key.id === record.key.id,
      );
      return picture === undefined ? [] : [[n, picture.n] as const];
    }),
  );
  const order = shown.flatMap((n) => instead.get(n) ?? (left.has(n) ? n : []));
  const placed = new Set(order);
  return [...order, ...[...left].filter((n) => !placed.has(n))];
}

/** Whether no picture has come, and none has another record: most changes are of that kind. */
function isSame(before: Rows, now: Rows): boolean {
  return (
    before.compared === now.compared &&
    before.pictures.length === now.pictures.length &&
    now.pictures.every(({ found }, index) => found === before.pictures[index]?.found)
  );
}
