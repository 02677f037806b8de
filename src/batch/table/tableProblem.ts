/** Why a file isn't a usable table. */
export type TableProblem =
  | { readonly kind: 'empty' | 'not-a-table' | 'one-column' | 'no-rows' }
  /** Above a bound of tableBounds.ts: rows, columns, cells, or the length of JSON's keys. */
  | { readonly kind: 'too-many-rows' | 'too-many-columns' | 'too-large' | 'key-too-long' }
  /** The row counts from 1, including the column names. */
  | { readonly kind: 'cell-too-long'; readonly row: number }
  /** The file is too large to read, or a workbook when it is unpacked. */
  | { readonly kind: 'file-too-large' }
  | { readonly kind: 'unpacked-too-large' }
  /** A workbook has a password, or is damaged. */
  | { readonly kind: 'protected' | 'damaged-workbook' }
  /** A spreadsheet in another format. */
  | {
      readonly kind: 'other-spreadsheet';
      readonly ending: 'xls' | 'xlsb' | 'ods' | 'numbers' | 'html';
    }
  /** A quote is never closed, or the JSON is invalid. The line counts from 1. */
  | { readonly kind: 'open-quote' | 'not-json'; readonly line: number };
