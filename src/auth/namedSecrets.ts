import * as v from 'valibot';
import type { Secrets } from './secrets.ts';

/** VS Code's SecretStorage. Editors that were made from it may have no `keys`, and tell no changes. */
export interface SecretStorage extends Omit<Secrets, 'keys'> {
  keys?(): PromiseLike<string[]>;
  onDidChange?(listener: (change: { readonly key: string }) => void): { dispose(): unknown };
}

/** Where small things are kept that are no secrets: VS Code's Memento. */
interface Names {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const PLACE = 'secretNames';

const Kept = v.array(v.string());

/**
 * Secrets of which it is always known which there are. Where the storage cannot be asked, a list
 * beside it says so: names only. It is kept everywhere, so that it is there when an editor stops
 * telling; where the storage tells, what it says counts.
 */
export class NamedSecrets implements Secrets {
  readonly #storage: SecretStorage;
  readonly #names: Names;
  readonly #listening: { dispose(): unknown } | undefined;

  constructor(storage: SecretStorage, names: Names) {
    this.#storage = storage;
    this.#names = names;
    // Windows that write the list at the same moment overwrite each other's: so each looks again.
    this.#listening = this.#tellsNames
      ? undefined
      : storage.onDidChange?.(({ key }) => {
          this.#lookAgain(key).catch(() => undefined);
        });
  }

  async keys(): Promise<string[]> {
    const stored = await this.#stored();
    if (stored === undefined) {
      return this.#list();
    }
    const listed = this.#list();
    if (listed.length !== stored.length || !stored.every((key) => listed.includes(key))) {
      await this.#write(stored);
    }
    return stored;
  }

  get(key: string): PromiseLike<string | undefined> {
    return this.#storage.get(key);
  }

  /** The name comes first: one without a secret does no harm, a secret without one is lost. */
  async store(key: string, value: string): Promise<void> {
    const isNew = !this.#list().includes(key);
    await this.#add(key);
    try {
      await this.#storage.store(key, value);
    } catch (error) {
      if (isNew) {
        await this.#remove(key);
      }
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await this.#storage.delete(key);
    await this.#remove(key);
  }

  dispose(): void {
    this.#listening?.dispose();
  }

  get #tellsNames(): boolean {
    return this.#storage.keys !== undefined;
  }

  /**
   * Undefined where the storage does not tell.
   *
   * @throws what it says where it cannot be read either
   */
  async #stored(): Promise<string[] | undefined> {
    try {
      return await this.#storage.keys?.();
    } catch (error) {
      const [name] = this.#list();
      if (name === undefined) {
        throw error;
      }
      await this.#storage.get(name);
      return undefined;
    }
  }

  async #lookAgain(key: string): Promise<void> {
    const secret = await this.#storage.get(key);
    await (secret === undefined ? this.#remove(key) : this.#add(key));
  }

  #list(): string[] {
    const kept = v.safeParse(Kept, this.#names.get(PLACE));
    return kept.success ? kept.output : [];
  }

  async #add(key: string): Promise<void> {
    const listed = this.#list();
    if (!listed.includes(key)) {
      await this.#write([...listed, key]);
    }
  }

  async #remove(key: string): Promise<void> {
    const listed = this.#list();
    if (listed.includes(key)) {
      await this.#write(listed.filter((name) => name !== key));
    }
  }

  /** A list that cannot be written must not keep anybody from their secrets. */
  async #write(names: readonly string[]): Promise<void> {
    try {
      await this.#names.update(PLACE, names);
    } catch {
      // It is written with the next change.
    }
  }
}
