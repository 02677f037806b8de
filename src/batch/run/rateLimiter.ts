import { stopwatch } from '../../async/stopwatch.ts';
import { abortable } from '../../async/abortable.ts';
import type { CrmWatch } from '../../zoho/crm.ts';
import { Outdated } from '../../upload/freshness.ts';
import { failureOf } from '../../zoho/answer.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import type { Incoming } from '../../zoho/sender.ts';

/** After this many answers without a "too many", one more request at once is tried. */
const RAISED_AFTER = 10;

/** Requests at once by default, to go easy on Zoho. */
export const AT_ONCE = 4;

/**
 * Limits how many requests a run sends at once: fewer when Zoho says that there are too many, slowly
 * more again, none while it is held. Besides the pictures there is room for one small request, as long
 * as Zoho isn't complaining. Once the organization has used up its credits, nothing more is sent, and
 * every request fails with that.
 */
export class RateLimiter {
  readonly #most: number;
  readonly #onChange: () => void;
  #atOnce: number;
  #inFlight = 0;
  #pictures = 0;
  #good = 0;
  /** Answers to ignore: requests in flight when it was halved say nothing about the half. */
  #lenient = 0;
  #holds = 0;
  /** How many times it has been held. */
  #held = 0;
  #requests = 0;
  #usedUp: Failure | undefined;
  #waiting: (() => void)[] = [];
  readonly #onOver = new Set<() => void>();

  /** @param most how many pictures at once, at most */
  constructor(most: number, onChange: () => void = () => undefined) {
    this.#most = most;
    this.#atOnce = most;
    this.#onChange = onChange;
  }

  get most(): number {
    return this.#most;
  }

  /** How many pictures are sent at once at the moment. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** Requests sent so far, an API credit each. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Sends no further request until the returned function is called. Holds add up. A change that
   * waits for its place is given up: afterward, what it relies on has to be looked at again, and
   * meanwhile nobody should take it for one that may have been sent.
   */
  hold(): () => void {
    this.#holds += 1;
    this.#held += 1;
    this.#wake();
    let held = true;
    return () => {
      if (held) {
        held = false;
        this.#holds -= 1;
        this.#wake();
      }
    };
  }

  /**
   * Call it before reading something that others may change.
   *
   * @returns whether what was read can still be trusted: nothing was held in between, and at most this
   *   many milliseconds have passed
   */
  look(): (milliseconds: number) => boolean {
    const held = this.#held;
    const elapsed = stopwatch();
    return (milliseconds) => held === this.#held && elapsed() <= milliseconds;
  }

  /** What Zoho said when the organization's credits were used up. */
  get usedUp(): Failure | undefined {
    return this.#usedUp;
  }

  /** Waits while requests are held. */
  async open(signal: AbortSignal): Promise<void> {
    await this.#until(() => this.#holds === 0 || this.#usedUp !== undefined, signal);
  }

  /** Settles when as many requests are over as are in flight now. */
  async settled(): Promise<void> {
    let left = this.#inFlight;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const over = (): void => {
      left -= 1;
      if (left <= 0) {
        this.#onOver.delete(over);
        resolve(undefined);
      }
    };
    if (left > 0) {
      this.#onOver.add(over);
      await promise;
    }
  }

  /** For everything that a picture needs, one request after the other. @throws {Outdated} */
  get pictures(): CrmWatch {
    return {
      before: (signal, changes) =>
        this.#enter(
          signal,
          () => {
            const may = this.#pictures < this.#atOnce;
            this.#pictures += may ? 1 : 0;
            return may;
          },
          changes,
        ),
      after: (answer) => {
        this.#pictures -= 1;
        this.#leave(answer);
      },
    };
  }

  /** For small requests about many records. */
  get looks(): CrmWatch {
    return {
      before: (signal) => this.#enter(signal, () => true),
      after: (answer) => {
        this.#leave(answer);
      },
    };
  }

  /**
   * @param takes takes a place if there is one
   * @param isGivenUp whether it is given up while requests are held
   * @returns why there is no point in sending anything
   */
  async #enter(
    signal: AbortSignal,
    takes: () => boolean,
    isGivenUp = false,
  ): Promise<Failure | undefined> {
    let instead: Failure | undefined;
    await this.#until(() => {
      instead = this.#usedUp;
      if (instead !== undefined) {
        return true;
      }
      if (isGivenUp && this.#holds > 0) {
        throw new Outdated();
      }
      const enters = this.#holds === 0 && this.#inFlight < this.#room && takes();
      this.#inFlight += enters ? 1 : 0;
      this.#requests += enters ? 1 : 0;
      return enters;
    }, signal);
    return instead;
  }

  #leave(answer: Parameters<CrmWatch['after']>[0]): void {
    this.#inFlight -= 1;
    [...this.#onOver].forEach((over) => {
      over();
    });
    if (answer === 'not-sent') {
      this.#requests -= 1;
    } else {
      this.#learn(answer);
    }
    this.#wake();
  }

  /** Adjusts how many are sent at once. */
  #learn(answer: Result<Incoming> | undefined): void {
    this.#usedUp ??= usedUpBy(answer);
    const tooMany = answer?.ok === true && answer.value.status === 429;
    if (this.#lenient > 0) {
      this.#lenient -= 1;
    } else if (tooMany) {
      this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
      this.#good = 0;
      this.#lenient = this.#inFlight;
      this.#onChange();
    } else if (answer?.ok === true && this.#atOnce < this.#most && ++this.#good >= RAISED_AFTER) {
      this.#atOnce += 1;
      this.#good = 0;
      this.#onChange();
    }
  }

  get #room(): number {
    return this.#atOnce === this.#most ? this.#most + 1 : this.#atOnce;
  }

  async #until(isTrue: () => boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (!isTrue()) {
      await abortable(new Promise<void>((resolve) => this.#waiting.push(resolve)), signal);
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((wake) => {
      wake();
    });
  }
}

function usedUpBy(answer: Result<Incoming> | undefined): Failure | undefined {
  if (answer?.ok !== true || answer.value.status < 400) {
    return undefined;
  }
  const failure = failureOf(answer.value);
  return failure.kind === 'credits-used-up' ? failure : undefined;
}
