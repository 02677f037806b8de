import type { Failure, Result } from '../zoho/failure.ts';
import type { Clock } from './clock.ts';

/** Tries in all, the first one included. */
const TRIES = 3;
const FIRST_WAIT_MS = 1000;
/** A server that asks for more than this is told of instead of waited for. */
const LONGEST_WAIT_MS = 30_000;

/** Failures that pass by themselves; a photo that is sent twice is the record's photo all the same. */
function passes(failure: Failure): boolean {
  return (
    failure.kind === 'too-many-requests' ||
    failure.kind === 'unavailable' ||
    failure.kind === 'internal-error'
  );
}

/**
 * Does something that Zoho may be too busy for, up to three times: after the time that it asks
 * for, or after a wait that doubles, with jitter.
 *
 * @param onWait told the seconds of each wait as it begins
 */
export async function withRetries<T>(
  attempt: () => Promise<Result<T>>,
  clock: Clock,
  signal: AbortSignal,
  onWait: (seconds: number) => void,
): Promise<Result<T>> {
  for (let tries = 1; ; tries++) {
    const result = await attempt();
    if (result.ok || !passes(result.failure) || tries === TRIES) {
      return result;
    }
    const asked = 'retryAfter' in result.failure ? result.failure.retryAfter : undefined;
    const backOff = FIRST_WAIT_MS * 2 ** (tries - 1) * (0.5 + clock.random());
    const wait = asked === undefined ? backOff : asked * 1000;
    if (wait > LONGEST_WAIT_MS) {
      return result;
    }
    onWait(Math.ceil(wait / 1000));
    await clock.sleep(wait, signal);
  }
}
