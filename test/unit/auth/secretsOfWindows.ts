import type { Secrets } from '../../../src/auth/secrets.ts';
import { SecretsInMemory } from './secretsInMemory.ts';

/** VS Code's SecretStorage across windows: each has a copy that shows others' changes later. */
export class SecretsOfWindows {
  readonly #copies: SecretsInMemory[] = [];
  #coming: (() => Promise<void>)[] = [];

  window(): Secrets {
    const own = new SecretsInMemory();
    this.#copies.push(own);
    const change = async (make: (copy: SecretsInMemory) => Promise<void>): Promise<void> => {
      await make(own);
      const others = this.#copies.filter((copy) => copy !== own);
      this.#coming.push(...others.map((copy) => () => make(copy)));
    };
    return {
      keys: () => own.keys(),
      get: (key) => own.get(key),
      store: (key, value) => change((copy) => copy.store(key, value)),
      delete: (key) => change((copy) => copy.delete(key)),
    };
  }

  /** Delivers all changes to all windows. */
  async arrive(): Promise<void> {
    const coming = this.#coming;
    this.#coming = [];
    for (const make of coming) {
      await make();
    }
  }
}
