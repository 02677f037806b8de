import type { Crm } from '../../zoho/crm.ts';
import type { Result } from '../../zoho/failure.ts';
import { success } from '../../zoho/failure.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { findRecords } from '../../zoho/records.ts';
import type { Persistence } from '../retry.ts';
import { withRetries } from '../retry.ts';
import { recordOf } from '../upload.ts';
import type { Item } from './journal.ts';

/**
 * So many records are looked at by one request. Not as many as Zoho takes: a photo that somebody
 * else gives a record between the look and the upload would not be kept.
 */
const BUNCH = 50;

interface Bunch {
  readonly items: readonly Item[];
  found?: Promise<Result<ReadonlyMap<string, CrmRecord>>>;
}

/** The records of a run as they are shortly before their pictures are sent, a request for many. */
export class RecordBunches {
  readonly #crm: Crm;
  readonly #persistence: Persistence;
  readonly #bunches: readonly Bunch[];
  readonly #of = new Map<number, { bunch: number; at: number }>();

  constructor(crm: Crm, items: readonly Item[], persistence: Persistence) {
    this.#crm = crm;
    this.#persistence = persistence;
    this.#bunches = bunched(items);
    this.#bunches.forEach(({ items }, bunch) => {
      items.forEach(({ n }, at) => this.#of.set(n, { bunch, at }));
    });
  }

  /** The record, or undefined where there is none. What the bunch does not tell is asked alone. */
  async of({ n, key }: Item): Promise<Result<CrmRecord | undefined>> {
    const place = this.#of.get(n);
    const found = place && (await this.#find(place.bunch));
    // While the second half is sent, the next ones are looked at.
    if (place !== undefined && place.at >= BUNCH / 2) {
      void this.#find(place.bunch + 1).catch(() => undefined);
    }
    const record = found?.ok === true ? found.value.get(key.id) : undefined;
    return record === undefined ? this.alone(key) : success(record);
  }

  /** The record as it is at this moment. */
  alone(key: Item['key']): Promise<Result<CrmRecord | undefined>> {
    const { signal } = this.#persistence;
    return withRetries(() => recordOf(this.#crm, key, signal), this.#persistence);
  }

  #find(at: number): Promise<Result<ReadonlyMap<string, CrmRecord>> | undefined> {
    const bunch = this.#bunches[at];
    if (bunch === undefined) {
      return Promise.resolve(undefined);
    }
    bunch.found ??= this.#ask(bunch.items);
    return bunch.found;
  }

  async #ask(items: readonly Item[]): Promise<Result<ReadonlyMap<string, CrmRecord>>> {
    const module = items[0]?.key.module ?? '';
    const ids = items.map(({ key }) => key.id);
    const found = await findRecords(this.#crm, module, ids, this.#persistence.signal);
    return found.ok
      ? success(new Map(found.value.map((record) => [record.key.id, record])))
      : found;
  }
}

/** In their order, each of one module. */
export function bunched(items: readonly Item[], size = BUNCH): Bunch[] {
  const bunches: Item[][] = [];
  for (const item of items) {
    const last = bunches.at(-1);
    if (last === undefined || last.length >= size || last[0]?.key.module !== item.key.module) {
      bunches.push([item]);
    } else {
      last.push(item);
    }
  }
  return bunches.map((items) => ({ items }));
}
