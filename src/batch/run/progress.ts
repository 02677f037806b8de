import type { Failure } from '../../zoho/failure.ts';
import type { Wait } from '../../upload/retry.ts';
import type { RunCounts, Standing } from './standing.ts';
import { added } from './standing.ts';

/** What an attempt is doing. */
export type RunActivity =
  | { readonly kind: 'uploading' }
  /** The person has paused it; requests that are being sent still finish. */
  | { readonly kind: 'paused' }
  /** The person has canceled it; answers to what was sent completely are still awaited. */
  | { readonly kind: 'canceling' }
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
  /** Of the pictures of this attempt. */
  readonly counts: Omit<RunCounts, 'undoable'>;
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

interface TallyOptions {
  /** Where each picture stands at the start; all wait by default. */
  readonly standings?: readonly Standing[];
  /** The numbers of the pictures that count, if not all. */
  readonly only?: ReadonlySet<number> | undefined;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

/** Knows where the pictures of a run stand during an attempt, and adds that up. */
export class Tally {
  readonly #sizes: readonly number[];
  readonly #standings: Standing[];
  readonly #only: ReadonlySet<number> | undefined;
  readonly #sent: number[];
  readonly #now: () => number;
  /** The weight sent by a time, oldest first. */
  readonly #samples: { at: number; weight: number }[] = [];
  #bytes = 0;
  readonly #totalBytes: number;
  /** Bytes sent, with the fixed cost of each stored picture. */
  #weight = 0;
  #counts: Omit<RunCounts, 'undoable'> | undefined;

  /** @param sizes bytes of each picture */
  constructor(sizes: readonly number[], { standings, only, now }: TallyOptions = {}) {
    this.#only = only;
    this.#sizes = sizes.map((size, n) => (this.#isCounted(n) ? size : 0));
    this.#standings = sizes.map((_, n) => standings?.[n] ?? 'waiting');
    this.#now = now ?? (() => performance.now());
    this.#sent = this.#sizes.map((size, n) => (isOver(this.standingOf(n)) ? size : 0));
    this.#totalBytes = sum(this.#sizes);
    this.#bytes = sum(this.#sent);
  }

  standingOf(n: number): Standing {
    return this.#standings[n] ?? 'waiting';
  }

  /** A picture that is over counts in full, however little of it was sent. */
  put(n: number, standing: Standing): void {
    const before = this.standingOf(n);
    this.#standings[n] = standing;
    this.#counts = undefined;
    if (isOver(standing) && !isOver(before)) {
      this.#move(n, this.#sizes[n] ?? 0);
      this.#weight += standing === 'done' || standing === 'awaiting-approval' ? EACH_BYTES : 0;
      this.#sample();
    } else if (standing === 'waiting' || standing === 'canceled') {
      this.#move(n, 0);
    }
  }

  /** @param fraction of it that was sent */
  sent(n: number, fraction: number): void {
    if (this.standingOf(n) === 'waiting') {
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
    const counts = (this.#counts ??= added(this.#standings.filter((_, n) => this.#isCounted(n))));
    const left = this.#totalBytes - this.#bytes + (counts.notSent + counts.uploading) * EACH_BYTES;
    return {
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
      counts,
      secondsLeft: rate === undefined ? undefined : Math.ceil(left / rate),
      atOnce,
      requests,
      activity,
    };
  }

  #isCounted(n: number): boolean {
    return this.#only?.has(n) ?? true;
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
  return { over: counts.all - counts.notSent - counts.uploading, of: counts.all };
}

/** Whether this attempt has nothing left to do with it. */
function isOver(standing: Standing): boolean {
  return !['waiting', 'uploading', 'canceled', 'open'].includes(standing);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
