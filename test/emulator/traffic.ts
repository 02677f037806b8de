import type { Consent } from './consent.ts';
import { EDITIONS } from './organisation.ts';
import type { Switches } from './profile.ts';

const DAY = 24 * 60 * 60_000;

/** How much of the API an organisation uses at the moment and in the last 24 hours. */
export class Traffic {
  readonly #now: () => number;
  readonly #atOnce = new Map<string, number>();
  readonly #credits = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A request has arrived. Says whether it is one too many, and what to call when it is over. */
  enter({ organisation, client }: Consent, { concurrency }: Switches): Entered {
    const key = `${organisation.id} ${client.id}`;
    const atOnce = (this.#atOnce.get(key) ?? 0) + 1;
    this.#atOnce.set(key, atOnce);
    return {
      isOneTooMany: atOnce > (concurrency ?? EDITIONS[organisation.edition].concurrency),
      leave: () => {
        this.#atOnce.set(key, (this.#atOnce.get(key) ?? 1) - 1);
      },
    };
  }

  /** Uses one credit. Says how many are left, and undefined when there was none. */
  useCredit({ organisation }: Consent, { creditsPerDay }: Switches): Credits | undefined {
    const limit = creditsPerDay ?? EDITIONS[organisation.edition].credits;
    const since = this.#now() - DAY;
    const used = (this.#credits.get(organisation.id) ?? []).filter((time) => time > since);
    this.#credits.set(organisation.id, used);
    if (used.length >= limit) {
      return undefined;
    }
    used.push(this.#now());
    return { left: limit - used.length, halfUsed: used.length * 2 >= limit };
  }
}

export interface Entered {
  isOneTooMany: boolean;
  leave: () => void;
}

export interface Credits {
  left: number;
  halfUsed: boolean;
}
