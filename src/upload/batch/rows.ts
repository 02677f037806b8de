import type { BatchOutcome } from '../outcome.ts';
import type { BatchResult } from './batchRun.ts';

/** One line of a report that can be sent to a client. Ids are texts: they exceed what a number holds. */
export interface Row {
  readonly file: string;
  readonly module: string;
  readonly record: string;
  readonly outcome: BatchOutcome['kind'];
  /** Zoho's own, or empty. */
  readonly code: string;
  readonly message: string;
}

/** @param wordsOf code and message of an outcome: words are not known here */
export function rowsOf(
  results: readonly BatchResult[],
  wordsOf: (outcome: BatchOutcome) => { readonly code: string; readonly message: string },
): Row[] {
  return results.map(({ name, key, outcome }) => ({
    file: name,
    module: key.module,
    record: key.id,
    outcome: outcome.kind,
    ...wordsOf(outcome),
  }));
}
