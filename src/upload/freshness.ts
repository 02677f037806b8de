import { stopwatch } from '../async/stopwatch.ts';
import type { Persistence } from './retry.ts';
import type { IsFresh } from './changePolicy.ts';

/** The request would rely on something that was seen too long ago. */
export class Outdated extends Error {}

/** Notices whatever comes between a look at something and what rests on it: waits and questions. */
export class Freshness {
  #breaks = 0;

  /** What is seen at this moment is fresh until something is waited for or asked, or time is up. */
  look(): IsFresh {
    const breaks = this.#breaks;
    const elapsed = stopwatch();
    return (milliseconds) => breaks === this.#breaks && elapsed() <= milliseconds;
  }

  /** Behind this nothing is fresh that was seen before. */
  break(): void {
    this.#breaks += 1;
  }

  /** The same persistence, whose waits and questions make all looks before them outdated. */
  noticing({ prompts, onWait, ...others }: Persistence): Persistence {
    const broken = (answer: Promise<boolean>): Promise<boolean> =>
      answer.finally(() => {
        this.break();
      });
    return {
      ...others,
      prompts: {
        renewAccess: (failure, signal) => broken(prompts.renewAccess(failure, signal)),
        goOnWithoutCopy: (why, record) => broken(prompts.goOnWithoutCopy(why, record)),
        undoAnyway: (standing, record) => broken(prompts.undoAnyway(standing, record)),
      },
      onWait: (wait) => {
        this.break();
        onWait(wait);
      },
    };
  }
}
