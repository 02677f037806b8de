/** Milliseconds between pings. */
const EVERY_MS = 4000;

/** Pings that may stay unanswered: a busy extension host is silent for some seconds. */
const PATIENCE = 3;

/**
 * Notices when the extension host is gone: if its process ends, VS Code leaves the page as it was.
 */
export class HostWatch {
  readonly #onChange: (isDisconnected: boolean) => void;
  #unanswered = 0;
  #isDisconnected = false;

  /** @param ping sends a message that the extension answers */
  constructor(ping: () => void, onChange: (isDisconnected: boolean) => void) {
    this.#onChange = onChange;
    setInterval(() => {
      if (!document.hidden) {
        this.#set(this.#unanswered >= PATIENCE);
        this.#unanswered += 1;
        ping();
      }
    }, EVERY_MS);
  }

  /** Call it for every message of the extension. */
  heard(): void {
    this.#unanswered = 0;
    this.#set(false);
  }

  #set(isDisconnected: boolean): void {
    if (isDisconnected !== this.#isDisconnected) {
      this.#isDisconnected = isDisconnected;
      this.#onChange(isDisconnected);
    }
  }
}
