import Papa from 'papaparse';

/** One cell; an id is written so that a spreadsheet does not round it. */
export type Cell = string | { readonly id: string };

/**
 * A table for spreadsheets: UTF-8 with a mark that they know it by, each id whole, and nothing that
 * they would carry out as a formula.
 *
 * @param locale whose spreadsheets expect a semicolon where it writes decimals with a comma
 */
export function csvOf(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  locale: string,
): string {
  const text = Papa.unparse(
    { fields: columns.map(harmless), data: rows.map((row) => row.map(written)) },
    { delimiter: separatorOf(locale), newline: '\r\n' },
  );
  return `\uFEFF${text}\r\n`;
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

function separatorOf(locale: string): ',' | ';' {
  const parts = new Intl.NumberFormat(supported(locale)).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}

function supported(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
