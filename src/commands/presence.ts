import { reach, reached } from '../ui/milestones.ts';
import type { WindowPresence, WindowPresenceOptions } from './windowPresence.ts';

/**
 * What a window shows of the extension before anything is asked for. This class exists from the
 * start, and the rest is loaded right after activation, which VS Code waits for.
 */
export class Presence {
  readonly #loaded: Promise<WindowPresence | undefined>;

  constructor(options: WindowPresenceOptions) {
    // Before the rest: an open walkthrough waits for these.
    for (const milestone of reached(options.memory)) {
      void reach(options.memory, milestone);
    }
    this.#loaded = import('./windowPresence.ts')
      .then(({ WindowPresence }) => new WindowPresence(options))
      .catch((error: unknown) => {
        options.onBug(error);
        return undefined;
      });
  }

  /** Shows what there is now. */
  refresh(): void {
    void this.#loaded.then((presence) => presence?.refresh());
  }

  dispose(): void {
    void this.#loaded.then((presence) => presence?.dispose());
  }
}
