import * as v from 'valibot';
import type { Account } from './account.ts';
import { AccountSchema } from './account.ts';
import { inPresentWords, inStoredWords } from '../storage/storedWords.ts';
import { ifAvailable } from './secrets.ts';
import type { ChangeableSecrets } from './sharedSecrets.ts';

/** One key for each account: windows that write one shared key lose each other's data. */
const PREFIX = 'account:';

const Stored = v.pipe(v.string(), v.parseJson(), v.transform(inPresentWords), AccountSchema);

/** What a later version of the extension has written: not ours to read, and not ours to delete. */
const Newer = v.object({ format: v.pipe(v.number(), v.minValue(2)) });

/**
 * The accounts that this VS Code is signed in to. Read anew each time: other windows write too. A
 * storage that cannot be read is thrown as `SecretsUnavailable`: nobody is signed out by that.
 */
export class Accounts {
  readonly #secrets: ChangeableSecrets;

  constructor(secrets: ChangeableSecrets) {
    this.#secrets = secrets;
  }

  /** All accounts, by name of organization. What does not parse is deleted, not guessed at. */
  async all(): Promise<Account[]> {
    const keys = await this.#secrets.keys();
    const ids = keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    const accounts = await Promise.all(ids.map((id) => this.get(id)));
    return accounts
      .filter((account) => account !== undefined)
      .sort((a, b) => a.organization.name.localeCompare(b.organization.name));
  }

  /** All, or none where they cannot be read now: for whoever can do without. */
  known(): Promise<Account[]> {
    return ifAvailable(this.all(), []);
  }

  async get(id: string): Promise<Account | undefined> {
    const text = await this.#secrets.get(PREFIX + id);
    const account = read(id, text);
    // Deleted as any change is made: another window may just be storing what does parse.
    return account === undefined && text !== undefined && !isNewer(text)
      ? this.latest(id)
      : account;
  }

  /** The account as it is now, also where another window has changed it a moment ago. */
  latest(id: string): Promise<Account | undefined> {
    return this.change(id, (now) => now);
  }

  /**
   * Changes an account that is signed in to, with what any window has made of it by now.
   *
   * @param become may be called more than once
   * @returns what it is behind that; undefined where it has been signed out
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

  /** @returns the account whose place it takes */
  async save(account: Account): Promise<Account | undefined> {
    const text = textOf(account);
    const { before } = await this.#secrets.changeAnyway(PREFIX + account.id, () => text);
    return read(account.id, before);
  }

  /** @returns the account as it was last; undefined where it had gone already */
  async remove(id: string): Promise<Account | undefined> {
    const { before } = await this.#secrets.change(PREFIX + id, () => undefined);
    return read(id, before);
  }
}

function textOf(account: Account): string {
  return JSON.stringify(inStoredWords(account));
}

function read(id: string, text: string | undefined): Account | undefined {
  const { success, output } = v.safeParse(Stored, text);
  return success && output.id === id ? output : undefined;
}

function isNewer(text: string | undefined): boolean {
  return v.is(v.pipe(v.string(), v.parseJson(), Newer), text);
}
