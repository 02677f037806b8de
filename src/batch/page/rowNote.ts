import { oneLine } from '../../page/oneLine.ts';
import type { BatchRow, PageTexts } from './messages.ts';
import { filled } from './texts.ts';

/**
 * What is said below the rows: how many are selected, or the whole note of the active one, which may be
 * cut off in its row.
 */
export function rowNote(active: BatchRow | undefined, selected: number, texts: PageTexts): string {
  if (selected > 1) {
    return filled(texts.selected, selected.toLocaleString('en'));
  }
  return active === undefined || active.note === ''
    ? ''
    : filled(
        texts.noteOf,
        oneLine(active.file.slice(active.file.lastIndexOf('/') + 1)),
        oneLine(active.note),
      );
}
