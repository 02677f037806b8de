/** Why a tool did nothing, in words for the model and the person who reads along. */
export class ToolProblem extends Error {
  override readonly name = 'ToolProblem';
  /** For the log; null if it has been noted. */
  readonly noted: string | null;

  constructor(said: string, noted: string | null = said) {
    super(said);
    this.noted = noted;
  }
}
