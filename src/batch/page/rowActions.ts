import type { BatchRow, FromBatchPage, RowAction, RowState } from './messages.ts';

/** What the page is at, as far as rows depend on it. */
export interface RowsPhase {
  readonly isReview: boolean;
  /** Whether pictures can be undone and retried. */
  readonly isResting: boolean;
}

/**
 * Also what only the page itself has: `toggle` excludes rows, or includes them if all are excluded;
 * `choose-other` chooses a picture's record, or a record's picture.
 */
export type PageRowAction = RowAction | 'use-near' | 'toggle' | 'choose-other';

/** The states of pictures that are uploaded unless they are excluded. */
const UPLOADED: ReadonlySet<RowState> = new Set(['ready', 'to-resize', 'changed-in-crm']);

export function canBeExcluded({ isExcluded, state }: BatchRow): boolean {
  return isExcluded || UPLOADED.has(state);
}

/** Whether a row is a picture's: otherwise, it's a record's. */
export function isPicture({ state }: BatchRow): boolean {
  return state !== 'without-photo';
}

type RowRequest = Exclude<FromBatchPage, { kind: 'action' | 'ping' | 'ready' }>;

/** What the extension is asked for with an action; undefined where it applies to none of the rows. */
export function requestFor(
  action: PageRowAction,
  selected: readonly BatchRow[],
  phase: RowsPhase,
): RowRequest | undefined {
  const rows = selected.filter((row) => appliesTo(action, row, phase));
  const [first] = rows;
  if (first === undefined) {
    return undefined;
  }
  const nsOf = (some: readonly BatchRow[]): number[] => some.map(({ n }) => n);
  switch (action) {
    case 'exclude':
    case 'include':
      return { kind: 'exclude', ns: nsOf(rows), isExcluded: action === 'exclude' };
    case 'toggle': {
      const included = rows.filter((row) => !row.isExcluded);
      return included.length > 0
        ? { kind: 'exclude', ns: nsOf(included), isExcluded: true }
        : { kind: 'exclude', ns: nsOf(rows), isExcluded: false };
    }
    case 'change-record':
    case 'choose-picture':
    case 'use-near':
      // One picture's record says nothing about others.
      return selected.length === 1 ? { kind: action, n: first.n } : undefined;
    case 'choose-other':
      return requestFor(isPicture(first) ? 'change-record' : 'choose-picture', selected, phase);
    default:
      return { kind: action, ns: nsOf(rows) };
  }
}

/** Whether an action applies to a row. */
export function appliesTo(
  action: PageRowAction,
  row: BatchRow,
  { isReview, isResting }: RowsPhase,
): boolean {
  switch (action) {
    case 'exclude':
      return isReview && canBeExcluded(row) && !row.isExcluded;
    case 'include':
      return isReview && row.isExcluded;
    case 'toggle':
      return isReview && canBeExcluded(row);
    case 'change-record':
      // Whatever its record, a picture that can't be read isn't uploaded.
      return isReview && row.state !== 'unreadable' && isPicture(row);
    case 'choose-picture':
      return isReview && !isPicture(row);
    case 'choose-other':
      return isReview;
    case 'use-near':
      return isReview && row.near !== undefined;
    case 'open-record':
      return row.record !== undefined;
    case 'show-picture':
      return isPicture(row);
    case 'undo':
      return isResting && row.canUndo === true;
    case 'retry':
      return isResting && row.canRetry === true;
  }
}
