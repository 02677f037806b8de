import type { ServerName } from './dataCenter.ts';

/** A deliberate failure or delay. Options can be combined. */
export interface Fault {
  server?: ServerName;
  method?: string;
  /** A part of the path with its query, or a regular expression's source. */
  path?: string;
  /** How many requests it affects: 1 by default; 0 for all until the next reset. */
  times?: number;
  /** The share of matching requests to affect, chosen at random but repeatable for a `seed`. */
  share?: number;
  seed?: number;
  /** Replaces the real response; the request's body is read first. */
  answer?: { status: number; body?: string | object; headers?: Record<string, string> };
  /** Responds before the body has been read, then closes the connection. */
  early?: boolean;
  /** Latency before the response. */
  delayMs?: number;
  /** Holds the response back until the faults end. */
  held?: boolean;
  /** Accepts the request and never responds. */
  never?: boolean;
  /** Cuts the connection after this many bytes of the request's body. */
  cutAfterBytes?: number;
  /** Cuts the connection after this many bytes of the response's body. */
  cutAnswerAfterBytes?: number;
  /** Does the work, then cuts the connection instead of responding. */
  cutBeforeAnswer?: boolean;
  /** The maximum speed at which the request's body is read. */
  bytesPerSecond?: number;
}

interface Asked {
  readonly server: ServerName;
  readonly method: string;
  readonly path: string;
}

function matches(fault: Fault, { server, method, path }: Asked): boolean {
  return (
    (fault.server ?? server) === server &&
    (fault.method ?? method).toUpperCase() === method &&
    (fault.path === undefined || path.includes(fault.path) || new RegExp(fault.path).test(path))
  );
}

/** The pending faults, in the order they were added. */
export class Faults {
  #waiting: { fault: Fault; left: number; chance: () => number }[] = [];
  #end = Promise.withResolvers<undefined>();

  /** Settles when the present faults end. */
  get ended(): Promise<undefined> {
    return this.#end.promise;
  }

  /** @throws SyntaxError when `path` isn't a regular expression: better now than in a request */
  add(fault: Fault): void {
    if (fault.path !== undefined) {
      new RegExp(fault.path);
    }
    const times = fault.times ?? 1;
    const left = times === 0 ? Infinity : times;
    this.#waiting.push({ fault, left, chance: chance(fault.seed ?? 1) });
  }

  /** The first fault that matches this request; counts as one use. */
  take(asked: Asked): Fault | undefined {
    const found = this.#waiting.find(
      ({ fault, chance }) => matches(fault, asked) && chance() < (fault.share ?? 1),
    );
    if (found !== undefined) {
      found.left -= 1;
      this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    }
    return found?.fault;
  }

  /** Releases the responses that are held, but doesn't stop other faults already affecting a request. */
  clear(): void {
    this.#waiting = [];
    this.#end.resolve(undefined);
    this.#end = Promise.withResolvers();
  }
}

/** Numbers from 0 to 1, repeatable for a seed: Mulberry32. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
