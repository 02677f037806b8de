import type { QuickPickItem, QuickPickItemKind } from 'vscode';
import { editor } from './editor.ts';

/** VS Code's number for it. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- an editor may lack the enum
const SEPARATOR = -1 as QuickPickItemKind;

/** A line between items, with or without a label. */
export function separator(label = ''): QuickPickItem {
  return { label, kind: editor.QuickPickItemKind?.Separator ?? SEPARATOR };
}

/** The items that the editor can show: one without separators would show each as a choice. */
export function showable<T extends QuickPickItem>(items: readonly T[]): readonly T[] {
  return editor.QuickPickItemKind === undefined
    ? items.filter(({ kind }) => kind !== SEPARATOR)
    : items;
}
