import type { MatchedRecord } from '../match/match.ts';
import type { BatchRow } from '../page/messages.ts';
import { rowRecord } from '../panel/rowRecord.ts';

/** The row of a record that has no photo and no picture. */
export function recordRow(n: number, record: MatchedRecord): BatchRow {
  return {
    n,
    file: '',
    size: '',
    record: rowRecord(record),
    state: 'without-photo',
    note: '',
    isExcluded: false,
  };
}
