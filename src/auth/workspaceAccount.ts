import * as v from 'valibot';
import type { Memory } from '../storage/memory.ts';

const Bound = v.object({ id: v.string(), name: v.string() });

/** An account as a workspace remembers it: no secret, only its name. */
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
    await this.#memory.update(KEY, account);
  }
}
