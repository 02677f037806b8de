/** The lines of a table, before it is known whether the first one contains the column names. */
export interface Lines {
  /** Cells by line, of any length. No line is empty. */
  readonly lines: readonly (readonly string[])[];
  /** Whether the first line contains the column names beyond doubt, as in JSON. */
  readonly isNamed: boolean;
}

/** The line number of an offset, from 1. */
export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n|\r|\n/).length;
}
