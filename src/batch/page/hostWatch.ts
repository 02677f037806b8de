/** Milliseconds from one question to the next. */
const EVERY_MS = 4000;

/** So many may stay unanswered: an extension host that is busy is silent for some seconds. */
const PATIENCE = 3;

/**
 * Finds out whether the extension is still behind the page. Where its process ends, VS Code leaves
 * the page as it was, with what it said last.
 */
export class HostWatch {
  readonly #onChange: (isGone: boolean) => void;
  #unanswered = 0;
  #isGone = false;

  /** @param ask sends what the extension answers */
  constructor(ask: () => void, onChange: (isGone: boolean) => void) {
    this.#onChange = onChange;
    setInterval(() => {
      if (!document.hidden) {
        this.#set(this.#unanswered >= PATIENCE);
        this.#unanswered += 1;
        ask();
      }
    }, EVERY_MS);
  }

  /** Anything has come from the extension. */
  heard(): void {
    this.#unanswered = 0;
    this.#set(false);
  }

  #set(isGone: boolean): void {
    if (isGone !== this.#isGone) {
      this.#isGone = isGone;
      this.#onChange(isGone);
    }
  }
}
