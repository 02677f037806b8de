/** Why a file isn't a usable table. */
export type TableProblem =
  | { readonly kind: 'empty' | 'not-a-table' | 'one-column' | 'no-rows' | 'too-large' }
  /** The file is too large to read. */
  | { readonly kind: 'file-too-large' }
  /** A workbook has a password, or is damaged. */
  | { readonly kind: 'protected' | 'damaged-workbook' }
  /** A spreadsheet in another format. */
  | {
      readonly kind: 'other-spreadsheet';
      readonly ending: 'xls' | 'xlsb' | 'ods' | 'numbers' | 'html';
    }
  /** A quote is never closed, or the JSON is invalid. The line counts from 1. */
  | { readonly kind: 'open-quote' | 'not-json'; readonly line: number };

/** More wouldn't fit into memory. */
export const MAX_CELLS = 20_000_000;
