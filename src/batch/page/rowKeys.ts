import type { PageRowAction } from './rowActions.ts';

/** What a key does among the rows. */
export type RowKey =
  | {
      readonly kind: 'go';
      readonly to: 'next' | 'previous' | 'page-down' | 'page-up' | 'first' | 'last';
      /** The row alone, all up to it, or none. */
      readonly selects: 'only' | 'range' | 'none';
    }
  | { readonly kind: 'select'; readonly which: 'all' | 'active' | 'toggle' }
  | { readonly kind: 'do'; readonly action: PageRowAction };

const TARGETS: Readonly<Record<string, Extract<RowKey, { kind: 'go' }>['to']>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'page-down',
  PageUp: 'page-up',
  Home: 'first',
  End: 'last',
};

/**
 * The keys of a list in VS Code; undefined for all others.
 *
 * @param onControl whether a button or a checkbox of a row has the focus, which has keys itself
 */
export function rowKey(event: KeyboardEvent, onControl: boolean): RowKey | undefined {
  const { key, shiftKey, altKey } = event;
  const withControl = event.ctrlKey || event.metaKey;
  const to = TARGETS[key];
  if (altKey) {
    return undefined;
  }
  if (to !== undefined) {
    return { kind: 'go', to, selects: shiftKey ? 'range' : withControl ? 'none' : 'only' };
  }
  if (shiftKey) {
    return undefined;
  }
  switch (key.toLowerCase()) {
    case ' ':
      return onControl
        ? undefined
        : withControl
          ? { kind: 'select', which: 'toggle' }
          : { kind: 'do', action: 'toggle' };
    case 'enter':
      return onControl
        ? undefined
        : { kind: 'do', action: withControl ? 'open-record' : 'show-picture' };
    case 'f2':
      return { kind: 'do', action: 'choose-other' };
    case 'r':
      return withControl ? undefined : { kind: 'do', action: 'retry' };
    case 'z':
      return withControl ? { kind: 'do', action: 'undo' } : undefined;
    case 'a':
      return withControl ? { kind: 'select', which: 'all' } : undefined;
    case 'escape':
      return { kind: 'select', which: 'active' };
    default:
      return undefined;
  }
}

/** The index that a key goes to, among so many rows. */
export function indexAfter(
  to: Extract<RowKey, { kind: 'go' }>['to'],
  index: number,
  rows: number,
  pageSize: number,
): number {
  const page = Math.max(1, pageSize - 1);
  const targets = {
    next: index + 1,
    previous: index - 1,
    'page-down': index + page,
    'page-up': index - page,
    first: 0,
    last: rows - 1,
  };
  return Math.max(0, Math.min(rows - 1, targets[to]));
}
