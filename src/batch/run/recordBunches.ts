import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { readRecords } from '../../zoho/records.ts';
import type { Persistence } from '../../upload/retry.ts';
import { withRetries } from '../../upload/retry.ts';
import { readableRecord } from '../../upload/readableRecord.ts';
import type { Item } from './runState.ts';
import type { RateLimiter } from './rateLimiter.ts';

/**
 * Records read by one request. Fewer than Zoho allows: a photo that somebody else gives a record
 * between the request and the upload would be lost without a backup.
 */
const BUNCH = 50;

/** How long a bunch stays fresh; then it is read again. */
const FRESH_MS = 30_000;

interface Bunch {
  readonly items: readonly Item[];
  seen?: {
    readonly at: number;
    readonly isFresh: (milliseconds: number) => boolean;
    readonly found: Promise<Result<ReadonlyMap<string, CrmRecord>>>;
  };
}

/** A record as it was read; `found` is undefined if it doesn't exist. */
interface SeenRecord {
  readonly found: Result<CrmRecord | undefined>;
  /** When it was requested, in milliseconds since 1970. */
  readonly at: number;
  /** Whether it can still be trusted after at most this many milliseconds (rateLimiter.ts). */
  readonly isFresh: (milliseconds: number) => boolean;
}

/** Reads the records of a run shortly before their pictures are sent, many per request. */
export class RecordBunches {
  readonly #crm: Crm;
  readonly #persistence: Persistence;
  readonly #rateLimiter: Pick<RateLimiter, 'look'>;
  readonly #bunches: readonly Bunch[];
  readonly #of = new Map<number, { bunch: number; at: number }>();

  constructor(
    crm: Crm,
    items: readonly Item[],
    rateLimiter: Pick<RateLimiter, 'look'>,
    persistence: Persistence,
  ) {
    this.#crm = crm;
    this.#rateLimiter = rateLimiter;
    this.#persistence = persistence;
    this.#bunches = bunched(items);
    this.#bunches.forEach(({ items }, bunch) => {
      items.forEach(({ n }, at) => this.#of.set(n, { bunch, at }));
    });
  }

  /** The record as it was a moment ago; one that is missing from its bunch is read alone. */
  async of({ n, key }: Item): Promise<SeenRecord> {
    const place = this.#of.get(n);
    const seen = place && this.#see(place.bunch);
    const found = await seen?.found;
    // While the second half is sent, the next bunch is read.
    if (place !== undefined && place.at >= BUNCH / 2) {
      const next = this.#bunches[place.bunch + 1];
      void (next?.seen ?? this.#see(place.bunch + 1))?.found.catch(() => undefined);
    }
    const record = found?.ok === true ? found.value.get(key.id) : undefined;
    return seen === undefined || record === undefined
      ? this.alone(key)
      : { found: success(record), at: seen.at, isFresh: seen.isFresh };
  }

  /** Reads the record alone, now. */
  async alone(key: Item['key']): Promise<SeenRecord> {
    const { signal } = this.#persistence;
    const at = Date.now();
    const isFresh = this.#rateLimiter.look();
    const look = (): ReturnType<typeof readableRecord> => readableRecord(this.#crm, key, signal);
    return { found: await withRetries(look, this.#persistence), at, isFresh };
  }

  #see(at: number): Bunch['seen'] {
    const bunch = this.#bunches[at];
    if (bunch !== undefined && bunch.seen?.isFresh(FRESH_MS) !== true) {
      const isFresh = this.#rateLimiter.look();
      bunch.seen = { at: Date.now(), isFresh, found: this.#ask(bunch.items) };
    }
    return bunch?.seen;
  }

  async #ask(items: readonly Item[]): Promise<Result<ReadonlyMap<string, CrmRecord>>> {
    const module = items[0]?.key.module ?? '';
    const ids = items.map(({ key }) => key.id);
    const found = await readRecords(this.#crm, module, ids, this.#persistence.signal);
    return found.ok
      ? success(new Map(found.value.map((record) => [record.key.id, record])))
      : found;
  }
}

/** In the order of the items; each bunch is of one module. */
function bunched(items: readonly Item[]): Bunch[] {
  const bunches: Item[][] = [];
  for (const item of items) {
    const last = bunches.at(-1);
    if (last === undefined || last.length >= BUNCH || last[0]?.key.module !== item.key.module) {
      bunches.push([item]);
    } else {
      last.push(item);
    }
  }
  return bunches.map((items) => ({ items }));
}
