import type { Clock } from '../../async/clock.ts';
import type { Failure } from '../../zoho/failure.ts';
import { transienceOf } from '../../zoho/transience.ts';
import type { RateLimiter } from './rateLimiter.ts';

/** How one turn of a task ended. */
export type Turn =
  | { readonly kind: 'over'; /** Whether Zoho was reached. */ readonly reached: boolean }
  /** It failed for a reason that passes by itself, and is tried again after all others. */
  | { readonly kind: 'again'; readonly failure: Failure };

/**
 * Tasks in progress per request sent at once: while some are sent, the next ones are read from disk and
 * written to the journal, so that no request waits for a disk.
 */
const TASKS_PER_REQUEST = 2;

/** How many turns a task gets; turns that failed because Zoho was away don't count. */
export const MOST_TURNS = 5;

/** How many waits in a row for a Zoho that can't be reached: some four minutes in all. */
const MOST_WAITS = 12;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

export interface QueueOptions {
  readonly rateLimiter: RateLimiter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called with the reason when nothing is started for some seconds, and with undefined after. */
  readonly onWait: (wait: { failure: Failure; seconds: number } | undefined) => void;
  /** Called when waiting didn't help: later turns fail with the same. */
  readonly onGivenUp: (failure: Failure) => void;
}

/**
 * Works through tasks, several at once, until each is over. If none gets through, the network or Zoho
 * is away, so all wait, longer each time. After a cancel, no further task is started.
 *
 * @param work given the number of the turn, from 1; whatever it throws ends the run
 */
export async function workThrough<T>(
  tasks: readonly T[],
  work: (task: T, turn: number) => Promise<Turn>,
  { rateLimiter, clock, signal, onWait, onGivenUp }: QueueOptions,
): Promise<void> {
  const waiting = tasks.map((task) => ({ task, turn: 1 }));
  let inProgress = 0;
  let inRow = 0;
  let waits = 0;
  /** All waits so far, whether they helped or not. */
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
      // No token can be had earlier.
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

  /** @param waitsBefore the waits so far when the turn started */
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
    // A turn that started before a wait says nothing about the time after it.
    if (!isWaiting && allWaits === waitsBefore && (gone || inRow >= rateLimiter.atOnce)) {
      waitForZoho(turn.failure);
    }
  };

  function begin(): void {
    while (
      broken === undefined &&
      !isWaiting &&
      inProgress < rateLimiter.most * TASKS_PER_REQUEST &&
      !signal.aborted
    ) {
      const next = waiting.shift();
      if (next === undefined) {
        break;
      }
      inProgress += 1;
      const waitsBefore = allWaits;
      work(next.task, next.turn).then(
        (turn) => {
          inProgress -= 1;
          end(turn, next, waitsBefore);
          begin();
        },
        (error: unknown) => {
          inProgress -= 1;
          broken ??= { error };
          begin();
        },
      );
    }
    if (inProgress === 0 && broken !== undefined) {
      reject(broken.error);
    }
    if (inProgress === 0 && !isWaiting && (waiting.length === 0 || signal.aborted)) {
      resolve(undefined);
    }
  }

  begin();
  await promise;
}
