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

const Last = v.object({
  /** When they were made, in milliseconds since 1970. */
  at: v.number(),
  changes: v.array(ChangeSchema),
  /** The ID of the bulk upload that was last started or resumed here. */
  run: v.exactOptional(v.string()),
});

/** As stored without a time: any bulk upload before had emptied it. */
const Undated = v.array(ChangeSchema);

type Last = v.InferOutput<typeof Last>;

/** The changes of a workspace's last run, in order. They survive restarts. */
export class LastChanges {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** When they were made, in milliseconds since 1970, even if they were undone since. */
  get at(): number {
    return this.#last.at;
  }

  /** The ID of the bulk upload that was last started or resumed in this workspace. */
  get run(): string | undefined {
    return this.#last.run;
  }

  get(): readonly Change[] {
    return this.#last.changes;
  }

  /** Remembers changes that were just made. */
  async set(changes: readonly Change[]): Promise<void> {
    await this.#store({ ...this.#last, at: Date.now(), changes: [...changes] });
  }

  /** Keeps what can still be undone of the changes, each as it is by now. */
  async keep(remaining: (change: Change) => readonly Change[]): Promise<void> {
    await this.#store({ ...this.#last, changes: this.get().flatMap(remaining) });
  }

  /** Remembers a bulk upload. Its own journal has its changes. */
  async startRun(run: string): Promise<void> {
    await this.#store({ ...this.#last, run });
  }

  /** Removes those of an account that was deleted. */
  async deleteOf(account: string): Promise<void> {
    await this.keep((change) => (change.account === account ? [] : [change]));
  }

  get #last(): Last {
    const kept = this.#memory.get(KEY);
    if (v.is(Last, kept)) {
      return kept;
    }
    const changes = v.is(Undated, kept) ? kept : [];
    return { at: changes.length === 0 ? 0 : Date.now(), changes };
  }

  async #store(last: Last): Promise<void> {
    await this.#memory.update(KEY, last);
  }
}
