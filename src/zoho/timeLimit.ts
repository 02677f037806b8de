/** An answer that comes in drops never idles for long. It has this many limits to be complete. */
const WHOLE_ANSWER = 10;

/** Ends a request in which nothing moves for too long, or whose answer never ends. */
export class TimeLimit {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  readonly #idle: NodeJS.Timeout;
  #whole: NodeJS.Timeout | undefined;

  /** @param seconds in which something must move */
  constructor(seconds: number) {
    this.#milliseconds = seconds * 1000;
    this.#idle = setTimeout(this.#end, this.#milliseconds);
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A part of the request was sent. */
  sent(): void {
    this.#idle.refresh();
  }

  /** A part of the answer came. */
  received(): void {
    this.#idle.refresh();
    this.#whole ??= setTimeout(this.#end, this.#milliseconds * WHOLE_ANSWER);
  }

  /** The request is over. */
  close(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#whole);
  }

  readonly #end = (): void => {
    this.#controller.abort();
  };
}
