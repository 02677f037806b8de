import type { ServerName } from './dataCenter.ts';

/** Something that goes wrong on purpose, or slowly. What is given together happens together. */
export interface Fault {
  server?: ServerName;
  method?: string;
  /** Part of the path with its query, or a regular expression's source. */
  path?: string;
  /** How many requests it befalls: 1 unless given; 0 for all until the next reset. */
  times?: number;
  /** It befalls such a share of the requests that it could, by chance: the same ones for a `seed`. */
  share?: number;
  seed?: number;
  /** Instead of the real answer; the request's body is read first. */
  answer?: { status: number; body?: string | object; headers?: Record<string, string> };
  /** The answer goes out before the body has been read; then the connection is closed. */
  early?: boolean;
  /** Latency before the answer. */
  delayMs?: number;
  /** The request is taken and never answered. */
  never?: boolean;
  /** The connection is cut once that many bytes of the request's body have come. */
  cutAfterBytes?: number;
  /** The connection is cut after that many bytes of the answer's body. */
  cutAnswerAfterBytes?: number;
  /** The work is done and the connection cut instead of an answer. */
  cutBeforeAnswer?: boolean;
  /** The request's body is read no faster than this. */
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

/** The faults to come, in the order in which they were asked for. */
export class Faults {
  #waiting: { fault: Fault; left: number; chance: () => number }[] = [];

  /** @throws SyntaxError when `path` is no regular expression: better now than in a request */
  add(fault: Fault): void {
    if (fault.path !== undefined) {
      new RegExp(fault.path);
    }
    const times = fault.times ?? 1;
    const left = times === 0 ? Infinity : times;
    this.#waiting.push({ fault, left, chance: chance(fault.seed ?? 1) });
  }

  /** The first one that befalls this request, used up by one. */
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

  /** What has befallen a request already goes on. */
  clear(): void {
    this.#waiting = [];
  }
}

/** Numbers from 0 to 1, always the same for a seed: Mulberry32. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
