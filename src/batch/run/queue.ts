import type { Clock } from '../../async/clock.ts';
import type { Failure } from '../../zoho/failure.ts';
import { transienceOf } from '../../zoho/transience.ts';
import type { RateLimiter } from './rateLimiter.ts';

/** How one turn of a task ended. */
export type Turn =
  | { readonly kind: 'over'; /** Whether Zoho was reached. */ readonly reached: boolean }
  /** It failed with what passes by itself: it comes again behind all others. */
  | { readonly kind: 'again'; readonly failure: Failure };

/**
 * Tasks that are begun for each request that is sent at once: while some are sent, the next ones are
 * read and noted, so that no request waits for a disk.
 */
const BEGUN_FOR_EACH = 2;

/** So often a task has its turn, unless it was nothing of its own that failed. */
export const MOST_TURNS = 5;

/** So often in a row it is waited for a Zoho that nobody reaches: some four minutes in all. */
const MOST_WAITS = 12;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

export interface QueueOptions {
  readonly rateLimiter: RateLimiter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told why nothing is begun for so many seconds, and undefined when it goes on. */
  readonly onWait: (wait: { failure: Failure; seconds: number } | undefined) => void;
  /** Told that waiting did not help: the turns behind are told the same. */
  readonly onGivenUp: (failure: Failure) => void;
}

/**
 * Works through tasks, several at once, until each is over. Where none gets through, all wait, for
 * longer and longer, since the network or Zoho is away and not one task's own luck. A cancel begins
 * no further task.
 *
 * @param work told the number of the turn, counted from 1; it throws only what is to end the run
 */
export async function workOff<T>(
  tasks: readonly T[],
  work: (task: T, turn: number) => Promise<Turn>,
  { rateLimiter, clock, signal, onWait, onGivenUp }: QueueOptions,
): Promise<void> {
  const waiting = tasks.map((task) => ({ task, turn: 1 }));
  let underWay = 0;
  let inRow = 0;
  let waits = 0;
  /** All there have been, whatever came of them. */
  let allWaits = 0;
  let isWaiting = false;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  let broken: { readonly error: unknown } | undefined;

  const waitForZoho = (failure: Failure): void => {
    waits += 1;
    if (waits > MOST_WAITS) {
      onGivenUp(failure);
      return;
    }
    isWaiting = true;
    allWaits += 1;
    const ms = Math.max(
      Math.min(FIRST_WAIT_MS * 2 ** (waits - 1), LONGEST_WAIT_MS),
      // Before that nobody asks for a token.
      failure.kind === 'renewal-failed' ? failure.retryAfter * 1000 : 0,
    );
    onWait({ failure, seconds: Math.ceil(ms / 1000) });
    void clock
      .sleep(ms, signal)
      .catch(() => undefined)
      .then(() => {
        isWaiting = false;
        inRow = 0;
        onWait(undefined);
        begin();
      });
  };

  /** @param waitsBefore the waits that there had been when it was begun */
  const end = (turn: Turn, again: { task: T; turn: number }, waitsBefore: number): void => {
    if (turn.kind === 'over') {
      if (turn.reached) {
        inRow = 0;
        waits = 0;
      }
      return;
    }
    const gone = transienceOf(turn.failure) === 'away';
    inRow += 1;
    waiting.push({ task: again.task, turn: again.turn + (gone ? 0 : 1) });
    // What was under way when a wait began says nothing of what is behind it.
    if (!isWaiting && allWaits === waitsBefore && (gone || inRow >= rateLimiter.atOnce)) {
      waitForZoho(turn.failure);
    }
  };

  function begin(): void {
    while (
      broken === undefined &&
      !isWaiting &&
      underWay < rateLimiter.most * BEGUN_FOR_EACH &&
      !signal.aborted
    ) {
      const next = waiting.shift();
      if (next === undefined) {
        break;
      }
      underWay += 1;
      const waitsBefore = allWaits;
      work(next.task, next.turn).then(
        (turn) => {
          underWay -= 1;
          end(turn, next, waitsBefore);
          begin();
        },
        (error: unknown) => {
          underWay -= 1;
          broken ??= { error };
          begin();
        },
      );
    }
    if (underWay === 0 && broken !== undefined) {
      reject(broken.error);
    }
    if (underWay === 0 && !isWaiting && (waiting.length === 0 || signal.aborted)) {
      resolve(undefined);
    }
  }

  begin();
  await promise;
}
