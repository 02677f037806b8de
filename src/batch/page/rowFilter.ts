import type { BatchRow, RowState } from './messages.ts';
import { ROW_STATES } from './messages.ts';

/** What one can filter by: each row belongs to one. What was taken out is so whatever its state. */
export type RowGroup = RowState | 'out';

export const ROW_GROUPS: readonly RowGroup[] = [...ROW_STATES, 'out'];

export interface RowFilter {
  /** Undefined: all. */
  readonly group: RowGroup | undefined;
  /** Part of a name of file or record, or of a record's ID. */
  readonly text: string;
}

export function groupOf({ out, state }: BatchRow): RowGroup {
  return out ? 'out' : state;
}

/** Rows in each group, of those that occur. */
export function countGroups(rows: readonly BatchRow[]): Map<RowGroup, number> {
  const counts = new Map<RowGroup, number>();
  for (const row of rows) {
    const group = groupOf(row);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

/** Places, in `rows`, of those that a filter lets through, in order. */
export function filtered(rows: readonly BatchRow[], { group, text }: RowFilter): number[] {
  const wanted = folded(text.trim());
  const places: number[] = [];
  rows.forEach((row, place) => {
    if (
      (group === undefined || groupOf(row) === group) &&
      (wanted === '' || isNamed(row, wanted))
    ) {
      places.push(place);
    }
  });
  return places;
}

function isNamed({ file, record }: BatchRow, wanted: string): boolean {
  return (
    folded(file).includes(wanted) ||
    (record !== undefined && (folded(record.name).includes(wanted) || record.id.includes(wanted)))
  );
}

/** As people compare: macOS takes the letters of file names apart. */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
