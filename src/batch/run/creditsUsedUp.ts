import type { Unchanged } from '../../upload/outcome.ts';
import { failureOfOutcome } from '../../upload/outcome.ts';

/** Ends an attempt: what wasn't stored is not reported as failed, since it can be resumed. */
export class CreditsUsedUp extends Error {}

export function ignoreUsedUp(error: unknown): void {
  if (!(error instanceof CreditsUsedUp)) {
    throw error;
  }
}

export function endsRun(outcome: Unchanged): boolean {
  return outcome.kind === 'failed' && failureOfOutcome(outcome.reason)?.kind === 'credits-used-up';
}
