/** The part of VS Code's SecretStorage that is needed here. */
export interface Secrets {
  keys(): PromiseLike<string[]>;
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/**
 * Secrets over a storage that may fail: a machine without a keyring cannot keep any. What it does
 * not take is remembered until VS Code ends, so that signing in works all the same.
 */
export class RememberedSecrets implements Secrets {
  readonly #storage: Secrets;
  readonly #remembered = new Map<string, string>();

  constructor(storage: Secrets) {
    this.#storage = storage;
  }

  /** Whether everything here is still known after a restart. */
  get lasts(): boolean {
    return this.#remembered.size === 0;
  }

  async keys(): Promise<string[]> {
    const stored = await or([], this.#storage.keys());
    return [...new Set([...stored, ...this.#remembered.keys()])];
  }

  async get(key: string): Promise<string | undefined> {
    return this.#remembered.get(key) ?? (await or(undefined, this.#storage.get(key)));
  }

  async store(key: string, value: string): Promise<void> {
    const stored = await or(false, thenTrue(this.#storage.store(key, value)));
    if (stored) {
      this.#remembered.delete(key);
    } else {
      this.#remembered.set(key, value);
    }
  }

  /** @throws what the storage throws: who signs out must not believe that a secret is gone */
  async delete(key: string): Promise<void> {
    const onlyHere = this.#remembered.delete(key);
    if (!onlyHere || (await this.#storage.keys()).includes(key)) {
      await this.#storage.delete(key);
    }
  }
}

async function or<T>(instead: T, asked: PromiseLike<T>): Promise<T> {
  try {
    return await asked;
  } catch {
    return instead;
  }
}

async function thenTrue(done: PromiseLike<void>): Promise<boolean> {
  await done;
  return true;
}
