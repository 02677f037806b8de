import type { Crm } from '../../zoho/crm.ts';
import type { Failure, Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import { mayBeConverted } from '../../zoho/hiddenRecords.ts';
import { findsPhotos, queryPhotoless } from '../../zoho/photolessQuery.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import type { ListPlace } from '../../zoho/recordList.ts';
import { LISTED, listRecords } from '../../zoho/recordList.ts';
import { allows, COQL_SCOPE } from '../../zoho/scopes.ts';
import { isTransient } from '../../zoho/transience.ts';
import { MOST_ROWS, ROWS } from '../../zoho/valueQuery.ts';
import type { Persistence } from '../../upload/retry.ts';
import { withRetries } from '../../upload/retry.ts';
import { promptedForAll } from '../run/promptedForAll.ts';
import { MOST_TURNS, workThrough } from '../run/queue.ts';
import { RateLimiter } from '../run/rateLimiter.ts';
import type { Compared } from './compared.ts';

/** More than anybody works through by hand. */
export const MOST_RECORDS = 20_000;

interface FindOptions {
  /** The account's scopes: without the one for COQL, the module's records are listed. */
  readonly scopes: readonly string[];
  readonly persistence: Persistence;
  /** Called with how many records were read, and how many of them have no photo. */
  readonly onProgress: (read: number, found: number) => void;
}

/** How a module's records are found that have no photo. */
export type FindMethod = 'query' | 'list';

/**
 * A query finds just these records. It also finds converted leads, which can't get a photo and don't
 * say what they are: so leads are listed.
 */
export function findMethod(module: string, scopes: readonly string[]): FindMethod {
  return allows(scopes, COQL_SCOPE) && !mayBeConverted(module) ? 'query' : 'list';
}

/**
 * Finds a module's records without a photo, by name. Where the query for them isn't accepted, or finds
 * none although there are some, all records are listed. Reads at most `MOST_RECORDS`.
 *
 * @returns a failure if not everything could be read
 * @throws the signal's reason when aborted
 */
export async function findPhotoless(
  crm: Crm,
  module: string,
  options: FindOptions,
): Promise<Result<Compared>> {
  const method = findMethod(module, options.scopes);
  const reading = new Reading(crm, module, options);
  if (method === 'query') {
    const queried = await reading.query();
    if (!queried.ok && !isRefusal(queried.failure)) {
      return queried;
    }
    if (queried.ok && (reading.hasFound || !(await reading.isDoubtful()))) {
      return queried;
    }
  }
  return reading.list();
}

/** Whether a query was refused that isn't needed: it isn't sure that Zoho accepts it. */
function isRefusal({ kind }: Failure): boolean {
  return kind === 'query-refused' || kind === 'limit-exceeded' || kind === 'scope-missing';
}

class Reading {
  readonly #crm: Crm;
  readonly #module: string;
  readonly #persistence: Persistence;
  readonly #onProgress: FindOptions['onProgress'];
  /** One request at a time: each says where the next one starts. */
  readonly #rateLimiter = new RateLimiter(1);
  readonly #found = new Map<string, CrmRecord>();
  #read = 0;
  #unknown = 0;

  constructor(crm: Crm, module: string, { persistence, onProgress }: FindOptions) {
    const prompts = promptedForAll(persistence.prompts, this.#rateLimiter, () => undefined);
    this.#crm = crm.watched(this.#rateLimiter.looks);
    this.#module = module;
    this.#persistence = { ...persistence, prompts };
    this.#onProgress = onProgress;
  }

  get hasFound(): boolean {
    return this.#found.size > 0;
  }

  async query(): Promise<Result<Compared>> {
    let rows = MOST_ROWS;
    for (let from = 0; ;) {
      const part = await this.#persistently(() =>
        queryPhotoless(this.#crm, this.#module, { from, rows }, this.#persistence.signal),
      );
      if (part.ok) {
        this.#take(part.value.records);
        from += rows;
        if (!part.value.more || from >= MOST_RECORDS) {
          return this.#result(!part.value.more);
        }
      } else if (part.failure.kind === 'limit-exceeded' && rows > ROWS) {
        // Zoho's pages on COQL name both limits.
        rows = ROWS;
      } else {
        return part;
      }
    }
  }

  /** Whether a query that found none may be wrong: the condition may be one that is never met. */
  async isDoubtful(): Promise<boolean> {
    const page = await this.#page({ page: 1 });
    if (!page.ok || page.value.records.some(({ photoMark }) => photoMark === null)) {
      return true;
    }
    if (!page.value.more) {
      return false;
    }
    const finds = await this.#persistently(() =>
      findsPhotos(this.#crm, this.#module, this.#persistence.signal),
    );
    return !finds.ok || !finds.value;
  }

  async list(): Promise<Result<Compared>> {
    this.#found.clear();
    this.#read = 0;
    this.#unknown = 0;
    let at: ListPlace | undefined = { page: 1 };
    let more = true;
    for (let pages = 0; at !== undefined && pages < MOST_RECORDS / LISTED; pages += 1) {
      const page: Awaited<ReturnType<typeof listRecords>> = await this.#page(at);
      if (!page.ok) {
        return page;
      }
      this.#take(page.value.records);
      ({ next: at, more } = page.value);
    }
    return this.#result(!more);
  }

  #page(at: ListPlace): ReturnType<typeof listRecords> {
    return this.#persistently(() =>
      listRecords(this.#crm, this.#module, at, this.#persistence.signal),
    );
  }

  /** Whatever was asked for: only what a record says of itself counts. */
  #take(records: readonly CrmRecord[]): void {
    for (const record of records) {
      if (record.photoMark === null) {
        this.#found.set(record.key.id, record);
      } else if (record.photoMark === undefined) {
        this.#unknown += 1;
      }
    }
    this.#read += records.length;
    this.#onProgress(this.#read, this.#found.size);
  }

  #result(isComplete: boolean): Result<Compared> {
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    const nameOf = ({ name, key }: CrmRecord): string => name ?? key.id;
    const records = [...this.#found.values()].sort((a, b) => compare(nameOf(a), nameOf(b)));
    return success({ records, read: this.#read, isComplete, unknown: this.#unknown });
  }

  /** Waits as a run does: for a Zoho that is busy or can't be reached. */
  async #persistently<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
    const { clock, signal, onWait } = this.#persistence;
    const { promise, resolve } = Promise.withResolvers<Result<T>>();
    let isGivenUp = false;
    await workThrough(
      [ask],
      async (attempt, turn) => {
        const result = await withRetries(attempt, this.#persistence);
        if (!result.ok && isTransient(result.failure) && turn < MOST_TURNS && !isGivenUp) {
          return { kind: 'again', failure: result.failure };
        }
        resolve(result);
        return { kind: 'over', reached: result.ok };
      },
      {
        rateLimiter: this.#rateLimiter,
        clock,
        signal,
        onWait: (wait) => {
          if (wait !== undefined) {
            onWait({ why: 'busy', seconds: wait.seconds });
          }
        },
        onGivenUp: () => {
          isGivenUp = true;
        },
      },
    );
    signal.throwIfAborted();
    return promise;
  }
}
