import { decoded } from '../../../../src/batch/table/encodings.ts';
import type { Table } from '../../../../src/batch/table/table.ts';
import type { TableProblem } from '../../../../src/batch/table/tableProblem.ts';
import { linesOf, tableOf } from '../../../../src/batch/table/table.ts';
import { unicodeText } from '../../../../src/batch/table/tableText.ts';

/** Reads a table in Unicode or Windows-1252 whose first line contains the column names. */
export function readTable(bytes: Uint8Array): Table | TableProblem {
  const read = linesOf(unicodeText(bytes) ?? decoded(bytes, 'windows-1252'));
  return 'kind' in read ? read : tableOf(read, true);
}
