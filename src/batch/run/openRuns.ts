import type { RunController } from './controller.ts';

/** A run that this window follows: its page is open, or it runs without one. */
export interface OpenRun {
  readonly run: Pick<
    RunController,
    'cancel' | 'counts' | 'isActive' | 'pause' | 'phase' | 'resume' | 'state'
  >;
  readonly view: { close(): void };
  /** Shows its page. */
  show(): void;
  /** Shows its page, and resumes it if it rests or is paused. */
  resume(): void;
  /** The same, and uploads what failed if everything else is done. */
  retry(): void;
  /** Shows its page, and undoes it if the person agrees and it rests. */
  undo(): void;
}

/** The runs that this window follows, by their IDs. */
export class OpenRuns {
  readonly #runs = new Map<string, OpenRun>();
  readonly #onChange: () => void;

  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  get(id: string): OpenRun | undefined {
    return this.#runs.get(id);
  }

  /** Follows a run while `work` lasts. */
  async while<T>(id: string, run: OpenRun, work: () => Promise<T>): Promise<T> {
    this.#runs.set(id, run);
    this.#onChange();
    try {
      return await work();
    } finally {
      this.#runs.delete(id);
      this.#onChange();
    }
  }
}
