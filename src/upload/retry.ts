import type { Clock } from '../async/clock.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { transienceOf } from '../zoho/transience.ts';
import type { AccessFailure, UploadPrompts } from './prompts.ts';

/** Tries in all, including the first one. */
const TRIES = 3;
const FIRST_WAIT_MS = 1000;
/** If a server asks for more than this, that is reported instead. */
const LONGEST_WAIT_MS = 30_000;

/** The reason for the wait, and how many seconds are left. */
export interface Wait {
  readonly why: 'busy' | 'throttled';
  readonly seconds: number;
}

export interface Persistence {
  readonly clock: Clock;
  readonly prompts: UploadPrompts;
  readonly signal: AbortSignal;
  /** Whether others wait for a token that isn’t available for now: a run waits as a whole. */
  readonly leavesTokens?: boolean;
  /** Called at the start of each wait, and each second of a long one. */
  readonly onWait: (wait: Wait) => void;
}

/**
 * Does something that Zoho may not do at once. If it is too busy: up to three times, after the time
 * that it asks for, or after a wait that doubles, with jitter. If there are no more tokens for now:
 * once that is over. If access has ended or isn’t enough: once more, after the person has renewed
 * it.
 */
export function withRetries<T>(
  attempt: () => Promise<Result<T>>,
  persistence: Persistence,
): Promise<Result<T>> {
  return new Tries(persistence).of(attempt);
}

/** The tries of one thing. They add up, even if it is interrupted and resumed. */
export class Tries {
  readonly #persistence: Persistence;
  #tries = 1;
  #asked = false;
  #throttled = false;

  constructor(persistence: Persistence) {
    this.#persistence = persistence;
  }

  /** @throws what the attempt throws, and the signal's reason when it is aborted */
  async of<T>(attempt: () => Promise<Result<T>>): Promise<Result<T>> {
    for (;;) {
      const result = await attempt();
      if (result.ok || !(await this.#mayRetry(result.failure))) {
        return result;
      }
    }
  }

  /** Waits until the obstacle is gone, or asks about it. @returns whether to try once more */
  async #mayRetry(failure: Failure): Promise<boolean> {
    const { prompts, clock, signal, leavesTokens, onWait } = this.#persistence;
    if (isAccessFailure(failure) && !this.#asked) {
      this.#asked = true;
      return prompts.renewAccess(failure, signal);
    }
    if (
      failure.kind === 'token-throttled' &&
      failure.retryAfter !== undefined &&
      !this.#throttled
    ) {
      this.#throttled = true;
      await countDown({ why: 'throttled', seconds: failure.retryAfter }, this.#persistence);
      return true;
    }
    // If a token isn’t available for now, that is like a server that has trouble.
    const isBusy =
      transienceOf(failure) === 'busy' ||
      (failure.kind === 'renewal-failed' && leavesTokens !== true);
    if (!isBusy || this.#tries >= TRIES) {
      return false;
    }
    const wait = waitFor(failure, this.#tries, clock);
    if (wait > LONGEST_WAIT_MS) {
      return false;
    }
    this.#tries += 1;
    onWait({ why: 'busy', seconds: Math.ceil(wait / 1000) });
    await clock.sleep(wait, signal);
    return true;
  }
}

function isAccessFailure(failure: Failure): failure is AccessFailure {
  return failure.kind === 'sign-in-needed' || failure.kind === 'scope-missing';
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
