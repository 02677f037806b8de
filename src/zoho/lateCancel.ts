/**
 * Passes on a cancel: at once as long as something is still to be sent. A request that was sent
 * completely can’t be taken back, so its answer is awaited a little longer. Otherwise nobody would
 * know whether it was carried out.
 */
export class LateCancel {
  readonly #canceled: AbortSignal;
  readonly #milliseconds: number;
  readonly #ending = new AbortController();
  #hasLeft = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param milliseconds how long an answer is awaited after the cancel */
  constructor(canceled: AbortSignal, milliseconds: number) {
    this.#canceled = canceled;
    this.#milliseconds = milliseconds;
    if (canceled.aborted) {
      this.#end();
    }
    canceled.addEventListener('abort', this.#cancel, { once: true });
  }

  /** Aborted when the request has to end. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Everything was sent. */
  left(): void {
    this.#hasLeft = true;
  }

  /** The request is over. */
  close(): void {
    this.#canceled.removeEventListener('abort', this.#cancel);
    clearTimeout(this.#timer);
  }

  readonly #cancel = (): void => {
    if (this.#hasLeft) {
      this.#timer = setTimeout(this.#end, this.#milliseconds);
    } else {
      this.#end();
    }
  };

  readonly #end = (): void => {
    this.#ending.abort(this.#canceled.reason);
  };
}
