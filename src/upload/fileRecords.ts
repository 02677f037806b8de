import * as v from 'valibot';
import type { Memory } from '../storage/memory.ts';
import { sha256Of } from '../storage/sha256.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { After } from './change.ts';
import { ChangeSchema } from './change.ts';
import type { RecentRecord } from './recent.ts';

/** The record that a file was uploaded to last. */
export interface FileRecord extends RecentRecord {
  /** How to recognize the photo that it became. */
  readonly photo: After;
}

const MOST = 500;

const Kept = v.array(
  v.object({
    /** Of the file's URI: no name or folder of a person's files is stored. */
    file: v.string(),
    ...ChangeSchema.entries.key.entries,
    name: v.exactOptional(v.string()),
    photo: ChangeSchema.entries.after,
  }),
);

type Kept = v.InferOutput<typeof Kept>;

/**
 * Where each file went last, in each account, latest first. A file is known by where it is, so that
 * it's still known after its picture was edited.
 */
export class FileRecords {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** @param place the file's URI */
  of(accountId: string, place: string): FileRecord | undefined {
    const file = hashOf(place);
    const kept = this.#kept(accountId).find((one) => one.file === file);
    return kept && { module: kept.module, id: kept.id, name: kept.name, photo: kept.photo };
  }

  async add(accountId: string, place: string, { name, ...record }: FileRecord): Promise<void> {
    const file = hashOf(place);
    const others = this.#kept(accountId).filter((one) => one.file !== file);
    const { module, id, photo } = record;
    const now = { file, module, id, photo, ...(name !== undefined && { name }) };
    await this.#memory.update(key(accountId), [now, ...others].slice(0, MOST));
  }

  /** Deletes a record, which isn't there anymore, for all files that went there. */
  async delete(accountId: string, { module, id }: RecordKey): Promise<void> {
    const others = this.#kept(accountId).filter((one) => one.module !== module || one.id !== id);
    await this.#memory.update(key(accountId), others);
  }

  async deleteOf(accountId: string): Promise<void> {
    await this.#memory.update(key(accountId), undefined);
  }

  #kept(accountId: string): Kept {
    const kept = v.safeParse(Kept, this.#memory.get(key(accountId)));
    return kept.success ? kept.output : [];
  }
}

function key(accountId: string): string {
  return `fileRecords:${accountId}`;
}

/** Long enough for a few hundred files. */
function hashOf(place: string): string {
  return sha256Of(place).slice(0, 24);
}
