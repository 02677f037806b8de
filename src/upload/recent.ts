import * as v from 'valibot';
import type { Memory } from '../storage/memory.ts';
import type { RecordKey } from '../zoho/photo.ts';

/** A record that got a photo from here. */
export interface RecentRecord extends RecordKey {
  readonly name: string | undefined;
  /** Whether it was one of many: the next picture isn't likely for it. */
  readonly inBulk?: boolean;
}

/** As many as the view lists. */
const MOST = 30;

/** As many as questions suggest: more would hide what else can be chosen. */
const MOST_SUGGESTED = 10;

const Kept = v.array(
  v.object({
    module: v.string(),
    id: v.string(),
    name: v.exactOptional(v.string()),
    inBulk: v.exactOptional(v.boolean()),
  }),
);

/** The records last used in each account, latest first. */
export class RecentRecords {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** As many as a question suggests. */
  of(accountId: string): RecentRecord[] {
    return this.all(accountId).slice(0, MOST_SUGGESTED);
  }

  all(accountId: string): RecentRecord[] {
    const kept = v.safeParse(Kept, this.#memory.get(key(accountId)));
    return kept.success ? kept.output.map((record) => ({ name: undefined, ...record })) : [];
  }

  /** The name of a record, if it is a recent one whose name is known. */
  nameOf(accountId: string, { module, id }: RecordKey): string | undefined {
    return this.all(accountId).find((one) => one.module === module && one.id === id)?.name;
  }

  async add(accountId: string, record: RecentRecord): Promise<void> {
    await this.#memory.update(
      key(accountId),
      [record, ...this.#others(accountId, record)].slice(0, MOST),
    );
  }

  /** Deletes a record, which isn't there anymore. */
  async delete(accountId: string, record: RecordKey): Promise<void> {
    await this.#memory.update(key(accountId), this.#others(accountId, record));
  }

  async deleteOf(accountId: string): Promise<void> {
    await this.#memory.update(key(accountId), undefined);
  }

  #others(accountId: string, { module, id }: RecordKey): RecentRecord[] {
    return this.all(accountId).filter((one) => one.module !== module || one.id !== id);
  }
}

function key(accountId: string): string {
  return `recentRecords:${accountId}`;
}
