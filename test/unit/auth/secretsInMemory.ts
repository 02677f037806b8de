import type { Secrets } from '../../../src/auth/secrets.ts';

/** VS Code's SecretStorage as far as accounts use it. */
export class SecretsInMemory implements Secrets {
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
}
