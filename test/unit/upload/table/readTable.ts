import { decoded } from '../../../../src/upload/table/encodings.ts';
import type { Table, TableProblem } from '../../../../src/upload/table/table.ts';
import { linesOf, tableOf } from '../../../../src/upload/table/table.ts';
import { unicodeText } from '../../../../src/upload/table/tableText.ts';

/** A table of Unicode or Windows-1252 whose first line names the columns. */
export function readTable(bytes: Uint8Array): Table | TableProblem {
  const read = linesOf(unicodeText(bytes) ?? decoded(bytes, 'windows-1252'));
  return 'kind' in read ? read : tableOf(read, true);
}
