/** Why there is no table in a file. */
export type TableProblem =
  | { readonly kind: 'empty' | 'not-a-table' | 'one-column' | 'no-rows' | 'too-large' }
  /** The file has more bytes than are read. */
  | { readonly kind: 'file-too-large' }
  /** Of a workbook: it cannot be opened without its password, or cannot be read. */
  | { readonly kind: 'protected' | 'damaged-workbook' }
  /** A spreadsheet of another kind. */
  | {
      readonly kind: 'other-spreadsheet';
      readonly ending: 'xls' | 'xlsb' | 'ods' | 'numbers' | 'html';
    }
  /** In the line, counted from 1, a quote begins that is not closed, or the JSON is none any more. */
  | { readonly kind: 'open-quote' | 'not-json'; readonly line: number };

/** More would take more memory than there is. */
export const MOST_CELLS = 20_000_000;
