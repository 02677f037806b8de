import { stopwatch } from '../async/stopwatch.ts';
import type { Persistence } from './retry.ts';
import type { IsFresh } from './changePolicy.ts';

/** The request would rely on something that was seen too long ago. */
export class Outdated extends Error {}

/**
 * Notices everything that comes between a look at something and what relies on it: waits and
 * questions.
 */
export class Freshness {
  #breaks = 0;

  /** What is seen now is fresh until there is a wait or a question, or until time is up. */
  look(): IsFresh {
    const breaks = this.#breaks;
    const elapsed = stopwatch();
    return (milliseconds) => breaks === this.#breaks && elapsed() <= milliseconds;
  }

  /** After this, nothing that was seen before is fresh. */
  break(): void {
    this.#breaks += 1;
  }

  /** The same persistence. Its waits and questions make all earlier looks outdated. */
  noticing({ prompts, onWait, ...others }: Persistence): Persistence {
    const broken = (answer: Promise<boolean>): Promise<boolean> =>
      answer.finally(() => {
        this.break();
      });
    return {
      ...others,
      prompts: {
        renewAccess: (failure, signal) => broken(prompts.renewAccess(failure, signal)),
        continueWithoutBackup: (why, record) => broken(prompts.continueWithoutBackup(why, record)),
        undoAnyway: (standing, record) => broken(prompts.undoAnyway(standing, record)),
      },
      onWait: (wait) => {
        this.break();
        onWait(wait);
      },
    };
  }
}
