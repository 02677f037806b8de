import * as v from 'valibot';
import type { Memory } from '../storage/memory.ts';

const Bound = v.object({
  id: v.string(),
  /** `Northwind Traders (PRODUCTION)` */
  name: v.string(),
  /** Parts of its name for where it is always shown. The first version didn’t remember them. */
  details: v.exactOptional(
    v.object({
      organization: v.string(),
      environment: v.string(),
      isProduction: v.boolean(),
      person: v.string(),
    }),
  ),
});

/** An account as a workspace remembers it: no secret, only names. */
export type BoundAccount = v.InferOutput<typeof Bound>;

const KEY = 'account';

/** The account that a workspace uses, once it has been chosen. */
export class WorkspaceAccount {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get(): BoundAccount | undefined {
    const kept = v.safeParse(Bound, this.#memory.get(KEY));
    return kept.success ? kept.output : undefined;
  }

  async bind(account: BoundAccount): Promise<void> {
    if (JSON.stringify(account) !== JSON.stringify(this.get())) {
      await this.#memory.update(KEY, account);
    }
  }
}
