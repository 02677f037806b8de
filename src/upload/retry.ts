import type { Clock } from '../zoho/clock.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { transienceOf } from '../zoho/transience.ts';
import type { AccessFailure, UploadAsks } from './asks.ts';

/** Tries in all, the first one included. */
const TRIES = 3;
const FIRST_WAIT_MS = 1000;
/** A server that asks for more than this is told of instead of waited for. */
const LONGEST_WAIT_MS = 30_000;

/** Why it is waited, and for how many more seconds. */
export interface Wait {
  readonly why: 'busy' | 'throttled';
  readonly seconds: number;
}

export interface Persistence {
  readonly clock: Clock;
  readonly asks: UploadAsks;
  readonly signal: AbortSignal;
  /** Told at the beginning of each wait, and at each second of a long one. */
  readonly onWait: (wait: Wait) => void;
}

/**
 * Does something that Zoho may not do at once. Too busy: up to three times, after the time that it
 * asks for, or after a wait that doubles, with jitter. No more tokens for now: once that is over.
 * Access that has ended or does not suffice: once more, when the person has renewed it.
 */
export async function withRetries<T>(
  attempt: () => Promise<Result<T>>,
  persistence: Persistence,
): Promise<Result<T>> {
  let asked = false;
  let throttled = false;
  for (let tries = 1; ;) {
    const result = await attempt();
    if (result.ok) {
      return result;
    }
    const { failure } = result;
    if (isAccessFailure(failure) && !asked) {
      asked = true;
      if (!(await persistence.asks.renewAccess(failure, persistence.signal))) {
        return result;
      }
    } else if (
      failure.kind === 'token-throttled' &&
      failure.retryAfter !== undefined &&
      !throttled
    ) {
      throttled = true;
      await countDown({ why: 'throttled', seconds: failure.retryAfter }, persistence);
    } else if (transienceOf(failure) === 'busy' && tries < TRIES) {
      const wait = waitFor(failure, tries, persistence.clock);
      if (wait > LONGEST_WAIT_MS) {
        return result;
      }
      tries += 1;
      persistence.onWait({ why: 'busy', seconds: Math.ceil(wait / 1000) });
      await persistence.clock.sleep(wait, persistence.signal);
    } else {
      return result;
    }
  }
}

function isAccessFailure(failure: Failure): failure is AccessFailure {
  return failure.kind === 'sign-in-needed' || failure.kind === 'scope-missing';
}

/** Nothing can be asked of Zoho, whatever it is: there is no token to come, or no API credit left. */
export function nothingLeaves({ kind }: Failure): boolean {
  return kind === 'sign-in-needed' || kind === 'token-throttled' || kind === 'credits-used-up';
}

/** Milliseconds. */
function waitFor(failure: Failure, tries: number, clock: Clock): number {
  const asked = 'retryAfter' in failure ? failure.retryAfter : undefined;
  return asked === undefined
    ? FIRST_WAIT_MS * 2 ** (tries - 1) * (0.5 + clock.random())
    : asked * 1000;
}

async function countDown(
  { why, seconds }: Wait,
  { clock, signal, onWait }: Persistence,
): Promise<void> {
  for (let left = seconds; left > 0; left -= 1) {
    onWait({ why, seconds: left });
    await clock.sleep(1000, signal);
  }
}
