import type { RunProgress } from './progress.ts';
import type { UndoProgress } from './undoBatch.ts';

/** How far an upload or an undo has got. */
export type LiveProgress =
  | { readonly kind: 'upload'; readonly progress: RunProgress }
  | { readonly kind: 'undo'; readonly progress: UndoProgress };

/** What changes about the runs that this window follows, for whoever lists them. */
class LiveRuns {
  readonly #progress = new Map<string, LiveProgress>();
  readonly #listeners = new Set<(id: string) => void>();

  /** How far a run has got; undefined while nothing is in progress. */
  progressOf(id: string): LiveProgress | undefined {
    return this.#progress.get(id);
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

  /** @param progress undefined: nothing is in progress anymore */
  progressed(id: string, progress: LiveProgress | undefined): void {
    if (progress === undefined) {
      this.#progress.delete(id);
    } else {
      this.#progress.set(id, progress);
    }
    this.changed(id);
  }

  /** Tells the listeners that something about a run has changed. */
  changed(id: string): void {
    this.#listeners.forEach((listener) => {
      listener(id);
    });
  }
}

/** Those of this window. They aren't a service, which would be built at activation. */
export const liveRuns = new LiveRuns();
