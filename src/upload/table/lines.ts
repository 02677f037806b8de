/** What a table's file holds, before it is known whether its first line names the columns. */
export interface Lines {
  /** As long as they came. No line is without any text. */
  readonly lines: readonly (readonly string[])[];
  /** Whether the first one names the columns for sure, as in JSON. */
  readonly isNamed: boolean;
}
