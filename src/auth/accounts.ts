import * as v from 'valibot';
import type { Account } from './account.ts';
import { AccountSchema } from './account.ts';
import { fromStoredKeys, toStoredKeys } from '../storage/storedKeys.ts';
import { ifAvailable } from './secrets.ts';
import type { ChangeableSecrets } from './sharedSecrets.ts';

/** One key per account: windows that write to a shared key lose each other's data. */
const PREFIX = 'account:';

const Stored = v.pipe(v.string(), v.parseJson(), v.transform(fromStoredKeys), AccountSchema);

/** Written by a later version of the extension: not ours to read or delete. */
const Newer = v.object({ format: v.pipe(v.number(), v.minValue(2)) });

/**
 * The accounts that this VS Code is signed in to. They are read each time, because other windows
 * write them, too. If the storage can’t be read, `SecretStorageError` is thrown: that signs nobody
 * out.
 */
export class Accounts {
  readonly #secrets: ChangeableSecrets;

  constructor(secrets: ChangeableSecrets) {
    this.#secrets = secrets;
  }

  /** All accounts, by name of organization. What can’t be parsed is deleted. */
  async all(): Promise<Account[]> {
    const keys = await this.#secrets.keys();
    const accounts = await Promise.all(accountIdsIn(keys).map((id) => this.get(id)));
    return accounts
      .filter((account) => account !== undefined)
      .sort((a, b) => a.organization.name.localeCompare(b.organization.name));
  }

  /** All accounts, or none if they can’t be read now: for code that works without. */
  known(): Promise<Account[]> {
    return ifAvailable(this.all(), []);
  }

  async get(id: string): Promise<Account | undefined> {
    const text = await this.#secrets.get(PREFIX + id);
    const account = read(id, text);
    // Deleted like any change is made: another window may be storing something that parses.
    return account === undefined && text !== undefined && !isNewer(text)
      ? this.latest(id)
      : account;
  }

  /** The account as it is now, even if another window changed it a moment ago. */
  latest(id: string): Promise<Account | undefined> {
    return this.change(id, (now) => now);
  }

  /**
   * Changes an account that is signed in to, based on what any window has stored by now.
   *
   * @param become may be called more than once
   * @returns the account after that; undefined if it was signed out
   */
  async change(id: string, become: (now: Account) => Account): Promise<Account | undefined> {
    const { after } = await this.#secrets.change(PREFIX + id, (text) => {
      const now = read(id, text);
      if (now === undefined) {
        return isNewer(text) ? text : undefined;
      }
      const then = become(now);
      return then === now ? text : textOf(then);
    });
    return read(id, after);
  }

  /** @returns the account that it replaces */
  async save(account: Account): Promise<Account | undefined> {
    const text = textOf(account);
    const { before } = await this.#secrets.changeAnyway(PREFIX + account.id, () => text);
    return read(account.id, before);
  }

  /** @returns the account as it was last; undefined if it was already gone */
  async remove(id: string): Promise<Account | undefined> {
    const { before } = await this.#secrets.change(PREFIX + id, () => undefined);
    return read(id, before);
  }
}

/** The IDs of the accounts whose secrets have these keys. */
export function accountIdsIn(keys: readonly string[]): string[] {
  return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
}

function textOf(account: Account): string {
  return JSON.stringify(toStoredKeys(account));
}

function read(id: string, text: string | undefined): Account | undefined {
  const { success, output } = v.safeParse(Stored, text);
  return success && output.id === id ? output : undefined;
}

function isNewer(text: string | undefined): boolean {
  return v.is(v.pipe(v.string(), v.parseJson(), Newer), text);
}
