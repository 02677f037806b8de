import Papa from 'papaparse';

/** A cell. An ID is written so that spreadsheets don't round it. */
export type Cell = string | { readonly id: string };

/**
 * Writes a table for spreadsheets, with IDs kept whole and formulas disarmed.
 *
 * Tab-separated UTF-16 with a BOM is the only form that Excel opens correctly with any list
 * separator of the system. It splits UTF-8 with a BOM only by that separator, which VS Code doesn't
 * tell, and ignores the BOM after a line with `sep=`.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array {
  const text = Papa.unparse(
    { fields: columns.map(disarmed), data: rows.map((row) => row.map(written)) },
    { delimiter: '\t', newline: '\r\n' },
  );
  return Buffer.from(`\uFEFF${text}\r\n`, 'utf16le');
}

function written(cell: Cell): string {
  return typeof cell === 'string' ? disarmed(cell) : idCell(cell.id);
}

function idCell(id: string): string {
  return /^\d+$/.test(id) ? `="${id}"` : disarmed(id);
}

/** Makes text of what a spreadsheet would run as a formula: names come from outside. */
function disarmed(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
