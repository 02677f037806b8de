import * as v from 'valibot';
import { fromStoredKeys, toStoredKeys } from '../storage/storedKeys.ts';
import type { Authority } from '../zoho/dataCenter.ts';
import { placeName, sameAuthority } from '../zoho/dataCenter.ts';
import { AuthoritySchema } from './authority.ts';
import type { Client, ClientType } from './client.ts';
import { ClientSchema } from './client.ts';
import { ifAvailable } from './secrets.ts';
import type { ChangeableSecrets } from './sharedSecrets.ts';

const PREFIX = 'client:';

const StoredClientSchema = v.object({
  format: v.literal(1),
  /** Of the user's own data center. */
  authority: AuthoritySchema,
  /** The email address that its owner signs in to Zoho with. */
  login: v.string(),
  client: ClientSchema,
  /** Refresh tokens that couldn’t be revoked at Zoho. They still count among the twenty. */
  leftOver: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const Stored = v.pipe(v.string(), v.parseJson(), v.transform(fromStoredKeys), StoredClientSchema);

/** A client that somebody signed in with, secret included. It is in SecretStorage. */
export type StoredClient = v.InferOutput<typeof StoredClientSchema>;

/** Which client, and whose. */
export type ClientKey = Pick<StoredClient, 'authority' | 'login' | 'client'>;

/**
 * One client of each type for each data center and Zoho login, so that it is entered once. If the
 * clients can’t be read now, none is known, and it is entered again.
 */
export class Clients {
  readonly #secrets: ChangeableSecrets;
  /** IDs of clients that Zoho refused in this window: they are deleted, or have another secret. */
  readonly #refused = new Set<string>();

  constructor(secrets: ChangeableSecrets) {
    this.#secrets = secrets;
  }

  /** Clients of people at this data center, and clients that are registered there. */
  async of(authority: Authority, type: ClientType): Promise<StoredClient[]> {
    return (await this.#all()).filter(
      ({ client, authority: home }) =>
        client.type === type &&
        [home, client.registeredAt ?? home].some((one) => sameAuthority(one, authority)),
    );
  }

  async get(key: ClientKey): Promise<StoredClient | undefined> {
    const kept = await this.#read(keyOf(key));
    return kept?.client.id === key.client.id ? kept : undefined;
  }

  /** Notes that Zoho refused a client. It stays stored, but isn't used without asking. */
  refuse({ id }: Client): void {
    this.#refused.add(id);
  }

  isRefused({ id }: Client): boolean {
    return this.#refused.has(id);
  }

  /** Stores a client in place of another one, or its newer secret with what is known about it. */
  async save({ authority, login, client }: ClientKey): Promise<void> {
    const key = keyOf({ authority, login, client });
    this.#refused.delete(client.id);
    await this.#secrets.changeAnyway(key, (text) => {
      const kept = parse(key, text);
      const leftOver = kept?.client.id === client.id ? kept.leftOver : 0;
      return textOf({ format: 1, authority, login, client, leftOver });
    });
  }

  /** Counts refresh tokens that are left over, if the client is stored. */
  async count(client: ClientKey, leftOver: (before: number) => number): Promise<void> {
    await this.#change(client, (kept) => ({ ...kept, leftOver: leftOver(kept.leftOver) }));
  }

  /** Deletes exactly this client. One that replaced it stays. */
  async delete(client: ClientKey): Promise<void> {
    await this.#change(client, () => undefined);
  }

  async #change(
    client: ClientKey,
    become: (kept: StoredClient) => StoredClient | undefined,
  ): Promise<void> {
    const key = keyOf(client);
    await this.#secrets.changeAnyway(key, (text) => {
      const kept = parse(key, text);
      if (kept?.client.id !== client.client.id) {
        return text;
      }
      const then = become(kept);
      return then === undefined ? undefined : textOf(then);
    });
  }

  async #all(): Promise<StoredClient[]> {
    const keys = await ifAvailable(this.#secrets.keys(), []);
    const kept = await Promise.all(
      keys.filter((key) => key.startsWith(PREFIX)).map((key) => this.#read(key)),
    );
    return kept
      .filter((client) => client !== undefined)
      .sort((a, b) => a.login.localeCompare(b.login));
  }

  async #read(key: string): Promise<StoredClient | undefined> {
    return parse(key, await ifAvailable(this.#secrets.get(key), undefined));
  }
}

function textOf(kept: StoredClient): string {
  return JSON.stringify(toStoredKeys(kept));
}

/** What can’t be parsed is entered again. A later version may have written it, so it stays. */
function parse(key: string, text: string | undefined): StoredClient | undefined {
  const parsed = v.safeParse(Stored, text);
  return parsed.success && keyOf(parsed.output) === key ? parsed.output : undefined;
}

function keyOf({ authority, login, client }: ClientKey): string {
  const where = authority.kind === 'zoho' ? placeName(authority) : authority.servers.accounts;
  return `${PREFIX}${where}/${login}/${client.type}`;
}
