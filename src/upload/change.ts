import * as v from 'valibot';
import type { Memory } from '../storage/memory.ts';
import { RESTRICT_TRIGGERS } from '../zoho/apiVersion.ts';

/** The photo that a record had before a change; `lost`: not backed up, or not known. */
const Before = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('kept'), id: v.string() }),
  v.object({ kind: v.literal('lost') }),
]);

/** How to recognize the photo that a change left. */
const After = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  /** `Record_Image` has changed: it changes with each photo. */
  v.object({ kind: v.literal('mark'), mark: v.string() }),
  /** It hasn’t, or there was none before. Then what Zoho returns tells. */
  v.object({ kind: v.literal('bytes'), mark: v.nullable(v.string()), sha256: v.string() }),
  /**
   * There was none before, and it wasn’t downloaded: its mark, and the bytes that were uploaded.
   */
  v.object({ kind: v.literal('sent'), mark: v.nullable(v.string()), sha256: v.string() }),
  v.object({ kind: v.literal('unknown') }),
]);

export const ChangeSchema = v.object({
  account: v.string(),
  key: v.object({ module: v.string(), id: v.string() }),
  before: Before,
  after: After,
  /** The automations that were skipped. Undoing the change skips the same. */
  restrictTriggers: v.exactOptional(v.array(v.picklist(RESTRICT_TRIGGERS))),
});

export type Before = v.InferOutput<typeof Before>;
export type After = v.InferOutput<typeof After>;

/** What undoing a change of a record's photo needs. It has no secret. */
export type Change = v.InferOutput<typeof ChangeSchema>;

export function canBeUndone({ before }: Pick<Change, 'before'>): boolean {
  return before.kind !== 'lost';
}

/** The module of each change whose undo deletes a photo: the record had none before. */
export function deletingModules(changes: readonly Pick<Change, 'before' | 'key'>[]): string[] {
  return changes.flatMap(({ before, key }) => (before.kind === 'none' ? [key.module] : []));
}

const KEY = 'lastChanges';

/** The changes of a workspace's last run, in order. They survive restarts. */
export class LastChanges {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get(): readonly Change[] {
    const kept = v.safeParse(v.array(ChangeSchema), this.#memory.get(KEY));
    return kept.success ? kept.output : [];
  }

  async set(changes: readonly Change[]): Promise<void> {
    await this.#memory.update(KEY, changes);
  }

  /** Removes those of an account that was deleted. */
  async deleteOf(account: string): Promise<void> {
    await this.set(this.get().filter((change) => change.account !== account));
  }
}
