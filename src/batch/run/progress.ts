import type { Failure } from '../../zoho/failure.ts';
import type { Wait } from '../../upload/retry.ts';
import type { Standing } from './standing.ts';

/** What an attempt is doing. */
export type RunActivity =
  | { readonly kind: 'uploading' }
  /** The person has paused it. */
  | { readonly kind: 'paused' }
  /** A question is open. */
  | { readonly kind: 'asking' }
  /** Zoho can't be reached; it is tried again after this many seconds. */
  | { readonly kind: 'waiting'; readonly failure: Failure; readonly seconds: number }
  /** A request waits; others may continue. */
  | ({ readonly kind: 'slowed' } & Wait)
  /** Everything is sent; the last records are being checked. */
  | { readonly kind: 'looking' }
  | { readonly kind: 'over' };

/** How far an attempt has got. */
export interface RunProgress {
  /** Bytes that were sent or needn't be; and of all pictures. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly counts: Readonly<Record<Standing, number>>;
  /** Undefined until enough was sent to estimate it. */
  readonly secondsLeft: number | undefined;
  /** How many pictures are sent at once at the moment. */
  readonly atOnce: number;
  /** API requests made so far, a credit each. */
  readonly requests: number;
  readonly activity: RunActivity;
}

/** The rate is measured over this time, since networks change. */
const WINDOW_MS = 30_000;
/** Earlier, the rate says more about the start than about the rest. */
const ENOUGH_MS = 2000;
/** The fixed cost of a picture, in bytes: without it, small pictures would seem too quick. */
const EACH_BYTES = 50_000;

/** Adds up where the pictures of a run stand. */
export class Tally {
  readonly #sizes: readonly number[];
  readonly #states: Standing[];
  readonly #sent: number[];
  readonly #now: () => number;
  /** The weight sent by a time, oldest first. */
  readonly #samples: { at: number; weight: number }[] = [];
  #bytes = 0;
  readonly #totalBytes: number;
  /** Bytes sent, with the fixed cost of each stored picture. */
  #weight = 0;
  readonly #counts: Record<Standing, number> = {
    waiting: 0,
    uploading: 0,
    canceled: 0,
    open: 0,
    done: 0,
    'awaiting-approval': 0,
    skipped: 0,
    failed: 0,
    unknown: 0,
    undone: 0,
  };

  /**
   * @param sizes bytes of each picture
   * @param now a monotonic clock, in milliseconds
   */
  constructor(sizes: readonly number[], now: () => number = () => performance.now()) {
    this.#sizes = sizes;
    this.#now = now;
    this.#states = sizes.map(() => 'waiting');
    this.#sent = sizes.map(() => 0);
    this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
    this.#counts.waiting = sizes.length;
  }

  #stateOf(n: number): Standing {
    return this.#states[n] ?? 'waiting';
  }

  /** A picture that is over counts in full, however little of it was sent. */
  put(n: number, state: Standing): void {
    const before = this.#stateOf(n);
    this.#counts[before] -= 1;
    this.#counts[state] += 1;
    this.#states[n] = state;
    if (isOver(state) && !isOver(before)) {
      this.#move(n, this.#sizes[n] ?? 0);
      this.#weight += state === 'done' || state === 'awaiting-approval' ? EACH_BYTES : 0;
      this.#sample();
    } else if (state === 'waiting') {
      this.#move(n, 0);
    }
  }

  /** @param fraction of it that was sent */
  sent(n: number, fraction: number): void {
    if (this.#stateOf(n) === 'waiting') {
      this.put(n, 'uploading');
    }
    this.#move(n, Math.round((this.#sizes[n] ?? 0) * fraction));
    this.#sample();
  }

  progress(
    rateLimiter: { readonly atOnce: number; readonly requests: number },
    activity: RunActivity,
  ): RunProgress {
    const { atOnce, requests } = rateLimiter;
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    const ms = first === undefined || last === undefined ? 0 : last.at - first.at;
    const rate =
      first === undefined || last === undefined || ms < ENOUGH_MS || last.weight <= first.weight
        ? undefined
        : ((last.weight - first.weight) * 1000) / ms;
    const open = this.#counts.waiting + this.#counts.uploading;
    const left = this.#totalBytes - this.#bytes + open * EACH_BYTES;
    return {
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
      counts: { ...this.#counts },
      secondsLeft: rate === undefined ? undefined : Math.ceil(left / rate),
      atOnce,
      requests,
      activity,
    };
  }

  #move(n: number, sent: number): void {
    const before = this.#sent[n] ?? 0;
    this.#sent[n] = sent;
    this.#bytes += sent - before;
    this.#weight += sent - before;
  }

  #sample(): void {
    const at = this.#now();
    this.#samples.push({ at, weight: this.#weight });
    while ((this.#samples[0]?.at ?? at) < at - WINDOW_MS) {
      this.#samples.shift();
    }
  }
}

/** How many pictures are over, out of how many. */
export function overIn({ counts }: RunProgress): { readonly over: number; readonly of: number } {
  const of = Object.values(counts).reduce((sum, some) => sum + some, 0);
  return { over: of - counts.waiting - counts.uploading, of };
}

function isOver(state: Standing): boolean {
  return state !== 'waiting' && state !== 'uploading';
}
