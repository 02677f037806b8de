import type { Crm } from '../../zoho/crm.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import { failed, success } from '../../zoho/failure.ts';
import { isTransient } from '../../zoho/transience.ts';
import { promptedForAll } from '../run/promptedForAll.ts';
import { AT_ONCE, RateLimiter } from '../run/rateLimiter.ts';
import { MOST_TURNS, workThrough } from '../run/queue.ts';
import type { Persistence } from '../../upload/retry.ts';
import { withRetries } from '../../upload/retry.ts';
import type { MatchAnswer } from './match.ts';

/** Retries a request that fails temporarily. */
export type WithRetries = <T>(attempt: () => Promise<Result<T>>) => Promise<Result<T>>;

/** The answer for each value. */
export type LookUpAnswers = ReadonlyMap<string, MatchAnswer>;

/** How to ask Zoho for records by values. */
export interface LookUpMethod {
  /** Splits values into the batches of single requests. */
  batches(values: readonly string[]): string[][];
  ask(
    crm: Crm,
    batch: readonly string[],
    tries: WithRetries,
    signal: AbortSignal,
  ): Promise<Result<LookUpAnswers>>;
}

export interface LookUpOptions {
  readonly persistence: Persistence;
  /** Concurrent requests; 4 by default. */
  readonly atOnce?: number;
  /** Called with the number of values that have been looked up. */
  readonly onProgress: (done: number, of: number) => void;
}

export interface LookedUp {
  readonly answers: LookUpAnswers;
  /** Each costs an API credit; a query for all rows of a single value costs three. */
  readonly requests: number;
}

/**
 * Looks up values with several concurrent requests, fewer when Zoho throttles. Retries temporary
 * failures; values whose request fails for good are `not-looked-up`.
 *
 * @returns a failure if nothing could be looked up, or if the account lacks access
 * @throws the signal's reason when aborted
 */
export async function lookUp(
  crm: Crm,
  way: LookUpMethod,
  values: readonly string[],
  { persistence, atOnce = AT_ONCE, onProgress }: LookUpOptions,
): Promise<Result<LookedUp>> {
  const { clock, signal, onWait } = persistence;
  const rateLimiter = new RateLimiter(atOnce);
  const watched = crm.watched(rateLimiter.looks);
  const prompts = promptedForAll(persistence.prompts, rateLimiter, () => undefined);
  const tries: WithRetries = (attempt) => withRetries(attempt, { ...persistence, prompts });
  const answers = new Map<string, MatchAnswer>();
  let ended: Failure | undefined;
  let abandoned: Failure | undefined;
  let anyFound = false;

  const put = (batch: LookUpAnswers): void => {
    for (const [value, answer] of batch) {
      answers.set(value, answer);
    }
    onProgress(answers.size, values.length);
  };
  const fail = (batch: readonly string[], failure: Failure): void => {
    if (endsAll(failure) || (!anyFound && !isTransient(failure))) {
      ended ??= failure;
    }
    put(new Map(batch.map((value) => [value, { kind: 'not-looked-up', failure }])));
  };

  onProgress(0, values.length);
  await workThrough(
    way.batches(values),
    async (batch, turn) => {
      const before = ended ?? abandoned;
      if (before !== undefined) {
        fail(batch, before);
        return { kind: 'over', reached: false };
      }
      const found = await way.ask(watched, batch, tries, signal);
      if (found.ok) {
        anyFound = true;
        put(found.value);
      } else if (isTransient(found.failure) && turn < MOST_TURNS && abandoned === undefined) {
        return { kind: 'again', failure: found.failure };
      } else {
        fail(batch, found.failure);
      }
      return { kind: 'over', reached: found.ok };
    },
    {
      rateLimiter,
      clock,
      signal,
      onWait: (wait) => {
        if (wait !== undefined) {
          onWait({ why: 'busy', seconds: wait.seconds });
        }
      },
      onGivenUp: (failure) => {
        abandoned = failure;
      },
    },
  );
  signal.throwIfAborted();
  const failure = ended ?? failureOfAll(answers);
  return failure === undefined
    ? success({ answers, requests: rateLimiter.requests })
    : failed(failure);
}

/** Failures that all other requests would share. */
function endsAll({ kind }: Failure): boolean {
  return (
    kind === 'scope-missing' ||
    kind === 'sign-in-needed' ||
    kind === 'token-throttled' ||
    kind === 'secrets-unavailable' ||
    kind === 'credits-used-up'
  );
}

/** Undefined if anything could be looked up. */
function failureOfAll(answers: LookUpAnswers): Failure | undefined {
  let failure: Failure | undefined;
  for (const answer of answers.values()) {
    if (answer.kind !== 'not-looked-up') {
      return undefined;
    }
    failure ??= answer.failure;
  }
  return failure;
}

/** Splits values into chunks of a maximum size. */
export function chunks<T>(values: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / most) }, (_, index) =>
    values.slice(index * most, (index + 1) * most),
  );
}
