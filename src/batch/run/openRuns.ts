/** A run that is followed in this window: its page is open, or it goes on without one. */
export interface OpenRun {
  /** Whether it goes on here, paused or not. */
  readonly isActive: boolean;
  /** Shows its page, and goes on with what rests or is paused. */
  resume(): void;
}

/** The runs that are followed in this window, by their ids. */
export class OpenRuns {
  readonly #runs = new Map<string, OpenRun>();

  get(id: string): OpenRun | undefined {
    return this.#runs.get(id);
  }

  /** Follows a run while `work` lasts. */
  async while<T>(id: string, run: OpenRun, work: () => Promise<T>): Promise<T> {
    this.#runs.set(id, run);
    try {
      return await work();
    } finally {
      this.#runs.delete(id);
    }
  }
}
