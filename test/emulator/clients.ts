import { randomBytes } from 'node:crypto';
import type { Client, ClientType } from './client.ts';
import { STANDARD_CLIENT } from './client.ts';
import type { Location } from './dataCentre.ts';
import type { Mint } from './mint.ts';

export interface ClientOptions {
  type: ClientType;
  name?: string;
  /** Of `server` and `mobile`: at least one, each with http:// or https:// in front. */
  redirectUris?: readonly string[];
  /** The data centre whose console it is registered at; the organisations' unless given. */
  location?: Location;
  /** Whether the same credentials are good at all data centres but China's. */
  multiDc?: boolean;
  /** A public client, which there is only for mobile and desktop. */
  withoutSecret?: boolean;
}

export function isRedirectUri(text: string): boolean {
  return /^https?:\/\/[^\s#]+$/.test(text) && URL.canParse(text);
}

/** The applications that have been registered. */
export class Clients {
  readonly #mint: Mint;
  readonly #all: Client[] = [STANDARD_CLIENT];

  constructor(mint: Mint) {
    this.#mint = mint;
  }

  /**
   * A self client is made once for each data centre: asked for again, it is the one that is there.
   *
   * @throws Error when the type does not go with the rest
   */
  register({
    type,
    name = 'An application',
    redirectUris = [],
    location,
    multiDc = false,
    withoutSecret = false,
  }: ClientOptions): Client {
    const redirects = type === 'server' || type === 'mobile';
    if (redirects ? redirectUris.length === 0 : redirectUris.length > 0) {
      throw new Error(`a ${type} client has ${redirects ? 'a redirect URI' : 'no redirect URIs'}`);
    }
    const wrong = redirectUris.find((uri) => !isRedirectUri(uri));
    if (wrong !== undefined) {
      throw new Error(`a redirect URI begins with http:// or https://: ${wrong}`);
    }
    if (withoutSecret && type !== 'mobile') {
      throw new Error(`a ${type} client has a secret`);
    }
    const own = type === 'self' ? this.selfClient(location ?? null) : undefined;
    if (own !== undefined) {
      return own;
    }
    const id = randomBytes(15).toString('hex').toUpperCase();
    const client: Client = {
      id: `${type === 'non-browser' ? '1004' : '1000'}.${id}`,
      secret: withoutSecret ? null : this.#mint.clientSecret(),
      type,
      name,
      redirectUris,
      location: location ?? null,
      multiDc,
    };
    this.#all.push(client);
    return client;
  }

  find(id: string | undefined): Client | undefined {
    return this.#all.find((client) => client.id === id);
  }

  selfClient(location: Location | null): Client | undefined {
    return this.#all.find((client) => client.type === 'self' && client.location === location);
  }
}
