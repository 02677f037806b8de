import * as v from 'valibot';
import type { Authority } from '../zoho/dataCentre.ts';
import { placeName, sameAuthority } from '../zoho/dataCentre.ts';
import { AuthoritySchema } from './authority.ts';
import type { ClientType } from './client.ts';
import { ClientSchema } from './client.ts';
import type { Secrets } from './secrets.ts';

const PREFIX = 'client:';

const KeptClientSchema = v.object({
  format: v.literal(1),
  /** Where its user is at home. */
  authority: AuthoritySchema,
  /** The e-mail address that its owner signs in to Zoho with. */
  login: v.string(),
  client: ClientSchema,
  /** Refresh tokens that could not be ended at Zoho: they still count among the twenty. */
  leftOver: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** A client that somebody has signed in with, secret included: it lives in SecretStorage. */
export type KeptClient = v.InferOutput<typeof KeptClientSchema>;

/** One client of each type for each data centre and Zoho login, so that it is typed in once. */
export class Clients {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** Those of people at home there, and those registered there. */
  async of(authority: Authority, type: ClientType): Promise<KeptClient[]> {
    return (await this.#all()).filter(
      ({ client, authority: home }) =>
        client.type === type &&
        [home, client.registeredAt ?? home].some((one) => sameAuthority(one, authority)),
    );
  }

  async get(
    key: Pick<KeptClient, 'authority' | 'login' | 'client'>,
  ): Promise<KeptClient | undefined> {
    const kept = await this.#read(keyOf(key));
    return kept?.client.id === key.client.id ? kept : undefined;
  }

  async save(client: KeptClient): Promise<void> {
    await this.#secrets.store(keyOf(client), JSON.stringify(client));
  }

  async forget(client: Pick<KeptClient, 'authority' | 'login' | 'client'>): Promise<void> {
    await this.#secrets.delete(keyOf(client));
  }

  async #all(): Promise<KeptClient[]> {
    const keys = (await this.#secrets.keys()).filter((key) => key.startsWith(PREFIX));
    const kept = await Promise.all(keys.map((key) => this.#read(key)));
    return kept
      .filter((client) => client !== undefined)
      .sort((a, b) => a.login.localeCompare(b.login));
  }

  /** What does not parse is typed in anew; a later version may have written it, so it stays. */
  async #read(key: string): Promise<KeptClient | undefined> {
    const text = await this.#secrets.get(key);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), KeptClientSchema), text);
    return parsed.success && keyOf(parsed.output) === key ? parsed.output : undefined;
  }
}

function keyOf({
  authority,
  login,
  client,
}: Pick<KeptClient, 'authority' | 'login' | 'client'>): string {
  const where = authority.kind === 'zoho' ? placeName(authority) : authority.servers.accounts;
  return `${PREFIX}${where}/${login}/${client.type}`;
}
