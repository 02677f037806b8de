import type { BatchRow, RowAction } from './messages.ts';
import type { RowsPhase } from './rowActions.ts';
import { appliesTo } from './rowActions.ts';

/** Of a mouse; a menu that a key opens comes with another one. */
const RIGHT_BUTTON = 2;

/** What VS Code’s context menu for rows depends on (`webview/context` in package.json). */
export function menuContext(rows: readonly BatchRow[], phase: RowsPhase): string {
  const can = (action: RowAction): boolean => rows.some((row) => appliesTo(action, row, phase));
  return JSON.stringify({
    webviewSection: 'rows',
    preventDefaultContextMenuItems: true,
    canUndo: can('undo'),
    canRetry: can('retry'),
    canOpenRecord: can('open-record'),
    canShowPicture: can('show-picture'),
    canExclude: can('exclude'),
    canInclude: can('include'),
    canChooseRecord: rows.length === 1 && can('change-record'),
    canChoosePicture: rows.length === 1 && can('choose-picture'),
  });
}

/** On macOS, Ctrl and a click open the menu, too, and that click isn't of the right button. */
export function isMenuKey({ isTrusted, button, ctrlKey }: MouseEvent): boolean {
  return isTrusted && button !== RIGHT_BUTTON && !ctrlKey;
}

/** Opens the menu that a key asked for at a row, rather than where the whole table is. */
export function openMenuAt(row: HTMLElement, event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
  const { left, top, height } = row.getBoundingClientRect();
  const at = { clientX: left + height, clientY: top + height / 2 };
  row.dispatchEvent(new MouseEvent('contextmenu', { ...at, bubbles: true, cancelable: true }));
}
