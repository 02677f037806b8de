/** The part of VS Code's SecretStorage that is needed here. */
export interface Secrets {
  keys(): PromiseLike<string[]>;
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/**
 * The storage failed to read or delete, and nothing changed. What it has is unknown, which isn’t
 * the same as nothing.
 */
export class SecretStorageError extends Error {
  override readonly name = 'SecretsUnavailable';
}

/**
 * Secrets in a storage that may fail: a machine without a keyring can’t store any. What it doesn’t
 * accept is remembered until VS Code ends, so that signing in still works.
 */
export class RememberedSecrets implements Secrets {
  readonly #storage: Secrets;
  readonly #remembered = new Map<string, string>();
  /** What the storage is known to have. */
  readonly #seen = new Set<string>();

  constructor(storage: Secrets) {
    this.#storage = storage;
  }

  /** Whether everything here is still known after a restart. */
  get isPersistent(): boolean {
    return this.#remembered.size === 0;
  }

  /** The keys of what the storage didn’t accept. */
  get rememberedKeys(): string[] {
    return [...this.#remembered.keys()];
  }

  /** @throws SecretStorageError if nothing is remembered either */
  async keys(): Promise<string[]> {
    const remembered = this.rememberedKeys;
    // Somebody who signed in while the storage didn’t work continues with that.
    const stored =
      remembered.length === 0
        ? await available(this.#storage.keys())
        : await or([], this.#storage.keys());
    return [...new Set([...stored, ...remembered])];
  }

  /** @throws SecretStorageError */
  async get(key: string): Promise<string | undefined> {
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) {
      return remembered;
    }
    const stored = await available(this.#storage.get(key));
    if (stored !== undefined) {
      this.#seen.add(key);
    }
    return stored;
  }

  async store(key: string, value: string): Promise<void> {
    const stored = await or(false, thenTrue(this.#storage.store(key, value)));
    if (stored) {
      this.#seen.add(key);
      this.#remembered.delete(key);
    } else {
      this.#remembered.set(key, value);
    }
  }

  /**
   * @throws SecretStorageError: somebody who signs out must not think that a secret is gone. Then
   *   it is still here, too.
   */
  async delete(key: string): Promise<void> {
    if (!this.#remembered.has(key) || (await this.#isStored(key))) {
      await available(this.#storage.delete(key));
    }
    this.#seen.delete(key);
    this.#remembered.delete(key);
  }

  /** A storage that can’t list its keys isn’t asked to delete what it never accepted. */
  async #isStored(key: string): Promise<boolean> {
    const keys = await or(undefined, this.#storage.keys());
    return keys?.includes(key) ?? this.#seen.has(key);
  }
}

/** @returns what was asked for, or `instead` if it isn’t available now */
export async function ifAvailable<T, U>(asked: Promise<T>, instead: U): Promise<T | U> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof SecretStorageError) {
      return instead;
    }
    throw error;
  }
}

async function available<T>(asked: PromiseLike<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw new SecretStorageError(error instanceof Error ? error.message : String(error));
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
