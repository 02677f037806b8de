import type { BatchRow, RowState } from './messages.ts';
import { ROW_STATES } from './messages.ts';

/**
 * What rows are filtered by; each belongs to one. An excluded row is excluded, whatever its state,
 * unless the state is why: people look at all of those, and include some.
 */
export type RowGroup = RowState | 'excluded';

export const ROW_GROUPS: readonly RowGroup[] = [...ROW_STATES, 'excluded'];

export interface RowFilter {
  /** Undefined for all. */
  readonly group: RowGroup | undefined;
  /** Part of a file name, a record's name, or a record's ID. */
  readonly text: string;
}

export function groupOf({ isExcluded, state }: BatchRow): RowGroup {
  return isExcluded && state !== 'changed-in-crm' ? 'excluded' : state;
}

/** How many rows each group has; groups without rows are missing. */
export function countGroups(rows: readonly BatchRow[]): Map<RowGroup, number> {
  const counts = new Map<RowGroup, number>();
  for (const row of rows) {
    const group = groupOf(row);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

/** The indexes in `rows` of those that match a filter, in order. */
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

/** Ignores case and Unicode forms: macOS decomposes accented letters in file names. */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
