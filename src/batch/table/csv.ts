import Papa from 'papaparse';

/** One cell; an id is written so that a spreadsheet does not round it. */
export type Cell = string | { readonly id: string };

/**
 * A table for spreadsheets, each id whole, and nothing that they would carry out as a formula.
 *
 * It is UTF-16 with a mark, between tabs: the one form that Excel opens in columns with all
 * characters right whatever the system's list separator is. Of UTF-8 with a mark it splits by that
 * separator alone, which nothing in VS Code tells, and a line `sep=` makes it forget the mark.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array {
  const text = Papa.unparse(
    { fields: columns.map(harmless), data: rows.map((row) => row.map(written)) },
    { delimiter: '\t', newline: '\r\n' },
  );
  return Buffer.from(`\uFEFF${text}\r\n`, 'utf16le');
}

function written(cell: Cell): string {
  return typeof cell === 'string' ? harmless(cell) : idCell(cell.id);
}

function idCell(id: string): string {
  return /^\d+$/.test(id) ? `="${id}"` : harmless(id);
}

/** Names come from outside: one that begins like a formula is made a text. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
