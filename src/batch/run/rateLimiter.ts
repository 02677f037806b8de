import { stopwatch } from '../../async/stopwatch.ts';
import { abortable } from '../../async/abortable.ts';
import type { CrmWatch } from '../../zoho/crm.ts';
import { failureOf } from '../../zoho/answer.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import type { Incoming } from '../../zoho/sender.ts';

/** After so many answers without a "too many", one more request at once is tried again. */
const RAISED_AFTER = 10;

/** Requests at once, unless somebody wants another number: Zoho is used gently. */
export const AT_ONCE = 4;

/**
 * How many requests a run sends at once, and whether any: fewer when Zoho says that it is too many,
 * slowly more again, none while it is held. Beside the pictures there is room for one small request,
 * as long as Zoho has nothing against it. Once the organization has used up its credits nothing more
 * leaves: whoever asks is told so.
 */
export class RateLimiter {
  readonly #most: number;
  readonly #onChange: () => void;
  #atOnce: number;
  #inFlight = 0;
  #pictures = 0;
  #good = 0;
  /** Requests that were on their way when it was halved say nothing about the half. */
  #lenient = 0;
  #holds = 0;
  /** How often it has been held. */
  #held = 0;
  #requests = 0;
  #usedUp: Failure | undefined;
  #waiting: (() => void)[] = [];
  readonly #onOver = new Set<() => void>();

  /** @param most how many pictures at once */
  constructor(most: number, onChange: () => void = () => undefined) {
    this.#most = most;
    this.#atOnce = most;
    this.#onChange = onChange;
  }

  get most(): number {
    return this.#most;
  }

  /** Pictures that are sent at once at the moment. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /** Requests sent so far: each is an API credit. */
  get requests(): number {
    return this.#requests;
  }

  /** No further request leaves until what is handed back has been called. Holds add up. */
  hold(): () => void {
    this.#holds += 1;
    this.#held += 1;
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
   * A look at something that may become another's meanwhile.
   *
   * @returns whether what was seen since the call may still be so: it was not held in between, and
   *   at most so many milliseconds have passed
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

  /** Waits while it is held. */
  async open(signal: AbortSignal): Promise<void> {
    await this.#until(() => this.#holds === 0 || this.#usedUp !== undefined, signal);
  }

  /** Settles when as many requests are over as are on their way now. */
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

  /** For all that a picture takes, one request after the other. */
  get pictures(): CrmWatch {
    return {
      before: (signal) =>
        this.#enter(signal, () => {
          const may = this.#pictures < this.#atOnce;
          this.#pictures += may ? 1 : 0;
          return may;
        }),
      after: (answer) => {
        this.#pictures -= 1;
        this.#leave(answer);
      },
    };
  }

  /** For small requests that serve many pictures. */
  get looks(): CrmWatch {
    return {
      before: (signal) => this.#enter(signal, () => true),
      after: (answer) => {
        this.#leave(answer);
      },
    };
  }

  /**
   * @param takes whether there is a place; then it is taken, in the same moment
   * @returns why it is of no use to send anything
   */
  async #enter(signal: AbortSignal, takes: () => boolean): Promise<Failure | undefined> {
    let instead: Failure | undefined;
    await this.#until(() => {
      instead = this.#usedUp;
      if (instead !== undefined) {
        return true;
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

  /** Fewer or more at once from now on. */
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

  async #until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (!isSo()) {
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
