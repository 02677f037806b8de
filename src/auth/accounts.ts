import * as v from 'valibot';
import type { Account } from './account.ts';
import { AccountSchema } from './account.ts';
import type { Secrets } from './secrets.ts';

/** One key for each account: windows that write one shared key lose each other's data. */
const PREFIX = 'account:';

/** What a later version of the extension has written: not ours to read, and not ours to delete. */
const Newer = v.object({ format: v.pipe(v.number(), v.minValue(2)) });

/** The accounts that this VS Code is signed in to. Read anew each time: other windows write too. */
export class Accounts {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** All accounts, by name of organisation. What does not parse is deleted, not guessed at. */
  async all(): Promise<Account[]> {
    const keys = await this.#secrets.keys();
    const ids = keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    const accounts = await Promise.all(ids.map((id) => this.get(id)));
    return accounts
      .filter((account) => account !== undefined)
      .sort((a, b) => a.organisation.name.localeCompare(b.organisation.name));
  }

  async get(id: string): Promise<Account | undefined> {
    const text = await this.#secrets.get(PREFIX + id);
    if (text === undefined) {
      return undefined;
    }
    const json = v.safeParse(v.pipe(v.string(), v.parseJson()), text).output;
    const parsed = v.safeParse(AccountSchema, json);
    if (parsed.success && parsed.output.id === id) {
      return parsed.output;
    }
    if (!v.is(Newer, json)) {
      await this.#secrets.delete(PREFIX + id);
    }
    return undefined;
  }

  async save(account: Account): Promise<void> {
    await this.#secrets.store(PREFIX + account.id, JSON.stringify(account));
  }

  async remove(id: string): Promise<void> {
    await this.#secrets.delete(PREFIX + id);
  }
}
