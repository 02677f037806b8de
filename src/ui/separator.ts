import type { QuickPickItem, QuickPickItemKind } from 'vscode';
import { editor } from './editor.ts';

/** As VS Code numbers it. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- an editor may lack the enum
const SEPARATOR = -1 as QuickPickItemKind;

/** A line between items to choose from, with or without a label. */
export function separator(label = ''): QuickPickItem {
  return { label, kind: editor.QuickPickItemKind?.Separator ?? SEPARATOR };
}

/** What can be shown: an editor without separators would offer each as an item. */
export function showable<T extends QuickPickItem>(items: readonly T[]): readonly T[] {
  return editor.QuickPickItemKind === undefined
    ? items.filter(({ kind }) => kind !== SEPARATOR)
    : items;
}
