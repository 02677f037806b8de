import type { Secrets } from '../../../src/auth/secrets.ts';
import type {
  SecretUpdate,
  ChangeableSecrets,
  ChangedSecret,
} from '../../../src/auth/sharedSecrets.ts';

/** VS Code's SecretStorage, as far as accounts use it, in a single window. */
export class SecretsInMemory implements Secrets, ChangeableSecrets {
  readonly #kept = new Map<string, string>();

  keys(): Promise<string[]> {
    return Promise.resolve([...this.#kept.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#kept.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#kept.set(key, value);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#kept.delete(key);
    return Promise.resolve();
  }

  change(key: string, become: SecretUpdate): Promise<ChangedSecret> {
    const before = this.#kept.get(key);
    const after = become(before);
    if (after === undefined) {
      this.#kept.delete(key);
    } else {
      this.#kept.set(key, after);
    }
    return Promise.resolve({ before, after });
  }

  changeAnyway(key: string, become: SecretUpdate): Promise<ChangedSecret> {
    return this.change(key, become);
  }
}
