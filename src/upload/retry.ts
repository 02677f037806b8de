import type { Clock } from '../async/clock.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { transienceOf } from '../zoho/transience.ts';
import type { AccessFailure, UploadPrompts } from './prompts.ts';

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
  readonly prompts: UploadPrompts;
  readonly signal: AbortSignal;
  /** Whether others wait for a token that is not to be had for now: a run does so as a whole. */
  readonly leavesTokens?: boolean;
  /** Told at the beginning of each wait, and at each second of a long one. */
  readonly onWait: (wait: Wait) => void;
}

/**
 * Does something that Zoho may not do at once. Too busy: up to three times, after the time that it
 * asks for, or after a wait that doubles, with jitter. No more tokens for now: once that is over.
 * Access that has ended or does not suffice: once more, when the person has renewed it.
 */
export function withRetries<T>(
  attempt: () => Promise<Result<T>>,
  persistence: Persistence,
): Promise<Result<T>> {
  return new Tries(persistence).of(attempt);
}

/** The tries of one thing, which may be interrupted and taken up again: they add up. */
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
      if (result.ok || !(await this.#goesOn(result.failure))) {
        return result;
      }
    }
  }

  /** Waits for what is in the way, or asks about it. @returns whether to try once more */
  async #goesOn(failure: Failure): Promise<boolean> {
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
    // A token that is not to be had for now is like a server that has trouble.
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
