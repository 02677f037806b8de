import * as v from 'valibot';
import type { Memory } from '../storage/memory.ts';
import { RESTRICT_TRIGGERS } from '../zoho/apiVersion.ts';

/** The photo that a record had before a change; `lost`: not kept, or not known. */
const Before = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('kept'), id: v.string() }),
  v.object({ kind: v.literal('lost') }),
]);

/** How the photo that a change left is known again. */
const After = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  /** `Record_Image` has become another: it changes with each photo. */
  v.object({ kind: v.literal('mark'), mark: v.string() }),
  /** It has not, or there was none before: then what Zoho hands out tells. */
  v.object({ kind: v.literal('bytes'), mark: v.nullable(v.string()), sha256: v.string() }),
  /** There was none before, and it was not fetched: the mark it has, and the bytes that went up. */
  v.object({ kind: v.literal('sent'), mark: v.nullable(v.string()), sha256: v.string() }),
  v.object({ kind: v.literal('unknown') }),
]);

export const ChangeSchema = v.object({
  account: v.string(),
  key: v.object({ module: v.string(), id: v.string() }),
  before: Before,
  after: After,
  /** What was kept from running: undoing the change keeps the same. */
  restrictTriggers: v.exactOptional(v.array(v.picklist(RESTRICT_TRIGGERS))),
});

export type Before = v.InferOutput<typeof Before>;
export type After = v.InferOutput<typeof After>;

/** What was done to one record's photo, as far as undoing it needs. It has no secret in it. */
export type Change = v.InferOutput<typeof ChangeSchema>;

export function canBeUndone({ before }: Pick<Change, 'before'>): boolean {
  return before.kind !== 'lost';
}

const KEY = 'lastChanges';

/** What the last run of a workspace changed, in its order: kept over restarts. */
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

  /** Takes away those of an account that has been forgotten. */
  async forget(account: string): Promise<void> {
    await this.set(this.get().filter((change) => change.account !== account));
  }
}
