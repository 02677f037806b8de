import type { RunController } from './controller.ts';
import type { RunProgress } from './progress.ts';
import type { UndoProgress } from './undoBatch.ts';

/** How far an upload or an undo has got. */
export type LiveProgress =
  | { readonly kind: 'upload'; readonly progress: RunProgress }
  | { readonly kind: 'undo'; readonly progress: UndoProgress };

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
  readonly #live = new Map<string, LiveProgress>();
  readonly #onChange: () => void;
  readonly #listeners = new Set<(id: string) => void>();

  /** @param onChange called when one is followed, and when it no longer is */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  get(id: string): OpenRun | undefined {
    return this.#runs.get(id);
  }

  /** How far a run has got; undefined while nothing is in progress. */
  liveOf(id: string): LiveProgress | undefined {
    return this.#live.get(id);
  }

  /** Calls back with a run's ID when anything about it changes: many times a second while it runs. */
  onDidChange(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return {
      dispose: () => {
        this.#listeners.delete(listener);
      },
    };
  }

  /** @param live undefined: nothing is in progress anymore */
  progressed(id: string, live: LiveProgress | undefined): void {
    if (live === undefined) {
      this.#live.delete(id);
    } else {
      this.#live.set(id, live);
    }
    this.changed(id);
  }

  /** Tells the listeners that something about a run has changed. */
  changed(id: string): void {
    this.#listeners.forEach((listener) => {
      listener(id);
    });
  }

  /** Follows a run while `work` lasts. */
  async while<T>(id: string, run: OpenRun, work: () => Promise<T>): Promise<T> {
    const changed = (): void => {
      this.#onChange();
      this.changed(id);
    };
    this.#runs.set(id, run);
    changed();
    try {
      return await work();
    } finally {
      this.#runs.delete(id);
      changed();
    }
  }
}
