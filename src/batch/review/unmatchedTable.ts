import type { Mapping } from '../match/mapping.ts';
import type { TableRow } from '../match/tableRows.ts';
import type { Cell } from '../table/csv.ts';
import { excluded } from '../words/rowState.ts';
import { fileNotInFolder } from '../words/review.ts';
import { reviewRow } from './reviewRow.ts';
import type { ReviewState } from './reviewState.ts';
import { unmatched } from './reviewState.ts';

/**
 * The pictures that won't be uploaded: each with its file, its record if it has one, and the
 * reason.
 *
 * @param withoutFile table rows whose files aren't in the folder
 */
export function unmatchedTable(
  state: ReviewState,
  mapping: Mapping,
  withoutFile: readonly TableRow[],
): Cell[][] {
  const rows = unmatched(state).map((one): Cell[] => {
    const { file, note, record, isExcluded } = reviewRow(one, state, {
      addressOf: () => undefined,
      mapping,
    });
    return [file, record === undefined ? '' : { id: record.id }, isExcluded ? excluded() : note];
  });
  const missing = withoutFile.map(({ file, value }): Cell[] => [
    file,
    { id: value },
    fileNotInFolder(),
  ]);
  return [...rows, ...missing];
}
