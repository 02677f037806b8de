import type { Consent } from './consent.ts';
import { EDITIONS } from './organization.ts';
import type { Switches } from './profile.ts';

const DAY = 24 * 60 * 60_000;

/** How much of the API an organization is using now and has used in the last 24 hours. */
export class Traffic {
  readonly #now: () => number;
  readonly #atOnce = new Map<string, number>();
  readonly #heavyAtOnce = new Map<string, number>();
  readonly #credits = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Counts an incoming request. Returns whether it exceeds the limit and what to call when it ends.
   *
   * @param isHeavy whether it also counts toward the sub-concurrency
   */
  enter(
    { organization, client }: Consent,
    { concurrency, subConcurrency }: Switches,
    isHeavy: boolean,
  ): Entered {
    const key = `${organization.id} ${client.id}`;
    const most = concurrency ?? EDITIONS[organization.edition].concurrency;
    const all = counted(this.#atOnce, key, most);
    const heavy = isHeavy ? counted(this.#heavyAtOnce, key, subConcurrency) : undefined;
    return {
      isOneTooMany: all.isOneTooMany || heavy?.isOneTooMany === true,
      leave: () => {
        all.leave();
        heavy?.leave();
      },
    };
  }

  /** Uses credits and returns how many are left; undefined, using none, if there aren't enough. */
  useCredits(
    { organization }: Consent,
    { creditsPerDay }: Switches,
    count: number,
  ): Credits | undefined {
    const limit = creditsPerDay ?? EDITIONS[organization.edition].credits;
    const since = this.#now() - DAY;
    const used = (this.#credits.get(organization.id) ?? []).filter((time) => time > since);
    this.#credits.set(organization.id, used);
    if (used.length + count > limit) {
      return undefined;
    }
    used.push(...Array.from({ length: count }, () => this.#now()));
    return { left: limit - used.length, halfUsed: used.length * 2 >= limit };
  }
}

function counted(atOnce: Map<string, number>, key: string, most: number): Entered {
  const count = (atOnce.get(key) ?? 0) + 1;
  atOnce.set(key, count);
  return {
    isOneTooMany: count > most,
    leave: () => {
      atOnce.set(key, (atOnce.get(key) ?? 1) - 1);
    },
  };
}

export interface Entered {
  isOneTooMany: boolean;
  leave: () => void;
}

export interface Credits {
  left: number;
  halfUsed: boolean;
}
