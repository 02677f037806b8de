/** Faster updates of rows can't be read, and their buttons would flicker. Milliseconds. */
const INTERVAL_MS = 500;

/** Brings rows up to date while they are visible: not too often, and one update after the other. */
export class Updates {
  readonly #update: () => Promise<void>;
  readonly #onBug: (error: unknown) => void;
  readonly #interval: number;
  #isOn = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the next update starts and the last one did, on a monotonic clock. */
  #next = Infinity;
  #last = -Infinity;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    update: () => Promise<void>,
    onBug: (error: unknown) => void,
    interval = INTERVAL_MS,
  ) {
    this.#update = update;
    this.#onBug = onBug;
    this.#interval = interval;
  }

  start(): void {
    this.#isOn = true;
  }

  stop(): void {
    this.#isOn = false;
    this.#next = Infinity;
    clearTimeout(this.#timer);
  }

  /** Updates the rows soon, unless nobody sees them. @param milliseconds at the earliest */
  soon(milliseconds = 0): void {
    const now = performance.now();
    // Infinity: there is nothing to wait for.
    const at = Math.max(now + milliseconds, this.#last + this.#interval);
    if (this.#isOn && at < this.#next) {
      this.#next = at;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#next = Infinity;
        this.#last = performance.now();
        this.#turn = this.#turn.then(this.#update).catch(this.#onBug);
      }, at - now);
    }
  }
}
