import * as v from 'valibot';
import type { Secrets } from './secrets.ts';

/** VS Code's SecretStorage. Editors based on VS Code may have no `keys` and report no changes. */
export interface SecretStorage extends Omit<Secrets, 'keys'> {
  keys?(): PromiseLike<string[]>;
  onDidChange?(listener: (change: { readonly key: string }) => void): { dispose(): unknown };
}

/** Where small things that aren’t secret are stored: VS Code's Memento. */
interface Names {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const PLACE = 'secretNames';

const Kept = v.array(v.string());

/**
 * Secrets whose keys are always known. If the storage can’t list them, a list next to it does, with
 * names only. It is always kept, so that it is there if an editor stops listing. What the storage
 * lists comes first.
 */
export class NamedSecrets implements Secrets {
  readonly #storage: SecretStorage;
  readonly #names: Names;
  readonly #listening: { dispose(): unknown } | undefined;

  constructor(storage: SecretStorage, names: Names) {
    this.#storage = storage;
    this.#names = names;
    // Windows that write the list at the same moment overwrite each other's. So each checks again.
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

  /** The keys as they were last known. Unlike `keys`, this doesn’t ask the storage. */
  listed(): string[] {
    return this.#list();
  }

  get(key: string): PromiseLike<string | undefined> {
    return this.#storage.get(key);
  }

  /**
   * The name comes first: a name without a secret does no harm, a secret without a name is lost.
   */
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
   * Undefined if the storage doesn’t list its keys.
   *
   * @throws if it can’t be read
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

  /** If the list can’t be written, secrets still work. */
  async #write(names: readonly string[]): Promise<void> {
    try {
      await this.#names.update(PLACE, names);
    } catch {
      // The next change writes it.
    }
  }
}
