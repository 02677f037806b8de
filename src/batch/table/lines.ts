/** What a table's file holds, before it is known whether its first line names the columns. */
export interface Lines {
  /** As long as they came. No line is without any text. */
  readonly lines: readonly (readonly string[])[];
  /** Whether the first one names the columns for sure, as in JSON. */
  readonly isNamed: boolean;
}

/** In which line of a text a place is, counted from 1. */
export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split(/\r\n|\r|\n/).length;
}
