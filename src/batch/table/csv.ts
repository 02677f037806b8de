import Papa from 'papaparse';
import { guarded } from './formulaGuard.ts';

/** A cell. An ID is written so that spreadsheets don't round it. */
export type Cell = string | { readonly id: string };

/** More than the column names of any table that the product writes. */
const HEAD_CHARACTERS = 2000;

/**
 * Writes a table for spreadsheets, with IDs kept whole and formulas disarmed. Every cell is quoted,
 * so that no setting of a spreadsheet splits it.
 *
 * Tab-separated UTF-16 with a BOM is the only form that Excel opens correctly with any list
 * separator of the system. It splits UTF-8 with a BOM only by that separator, which VS Code doesn't
 * tell, and ignores the BOM after a line with `sep=`.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array {
  const text = Papa.unparse(
    { fields: columns.map(guarded), data: rows.map((row) => row.map(written)) },
    { delimiter: '\t', newline: '\r\n', quotes: true },
  );
  return Buffer.from(`\uFEFF${text}\r\n`, 'utf16le');
}

function written(cell: Cell): string {
  return typeof cell === 'string' ? guarded(cell) : idCell(cell.id);
}

function idCell(id: string): string {
  return /^\d+$/.test(id) ? `="${id}"` : guarded(id);
}

/** Whether a text begins as `csvOf` writes it: column names that are all quoted, between tabs. */
export function isOwnCsv(text: string): boolean {
  return /^"(?:[^"]|"")*"(?:\t"(?:[^"]|"")*")+\r\n/.test(text.slice(0, HEAD_CHARACTERS));
}
