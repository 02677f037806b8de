import type { Failure, RenewalFailed } from '../zoho/failure.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
/** A timer may fire a moment early. Whoever waited for the whole pause isn’t sent away for that. */
const EARLY_MS = 50;

/**
 * The time after a failed renewal in which no other is tried, so that everybody who wants a token
 * asks for it once: a second, then twice as long each time, up to half a minute or what Zoho asked
 * for.
 */
export class RenewalPause {
  readonly #now: () => number;
  #failed:
    { readonly failure: Failure; readonly inRow: number; readonly endsAt: number } | undefined;

  /** @param now milliseconds, of a clock that nobody sets */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The failure for everybody who wants a token now; undefined if one can be requested. */
  get currentFailure(): RenewalFailed | undefined {
    if (this.#failed === undefined) {
      return undefined;
    }
    const { failure, endsAt } = this.#failed;
    const left = endsAt - this.#now();
    return left <= EARLY_MS
      ? undefined
      : { kind: 'renewal-failed', failure, retryAfter: Math.ceil(left / 1000) };
  }

  /** @returns the failure for those who waited for the renewal */
  begin(failure: Failure): RenewalFailed {
    const inRow = (this.#failed?.inRow ?? 0) + 1;
    const asked = 'retryAfter' in failure ? (failure.retryAfter ?? 0) : 0;
    const own = Math.min(FIRST_MS * 2 ** (inRow - 1), LONGEST_MS);
    const pause = Math.max(own, asked * 1000);
    this.#failed = { failure, inRow, endsAt: this.#now() + pause };
    return { kind: 'renewal-failed', failure, retryAfter: Math.ceil(pause / 1000) };
  }

  /** A renewal succeeded: the next failure counts as the first. */
  end(): void {
    this.#failed = undefined;
  }
}
