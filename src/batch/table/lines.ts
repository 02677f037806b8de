/** The lines of a table, before it is known whether the first one contains the column names. */
export interface Lines {
  /** Cells by line, of any length. No line is empty. */
  readonly lines: readonly (readonly string[])[];
  /** Whether the first line contains the column names beyond doubt, as in JSON. */
  readonly isNamed: boolean;
}

const LF = 0x0a;
const CR = 0x0d;

/** The line number of an offset, from 1. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let before = 0; before < at; before += 1) {
    const code = text.charCodeAt(before);
    // A carriage return before a line feed is the same line end.
    if (code === LF || (code === CR && (before + 1 === at || text.charCodeAt(before + 1) !== LF))) {
      line += 1;
    }
  }
  return line;
}
