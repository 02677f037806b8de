import { randomBytes } from 'node:crypto';
import type { Client, ClientType } from './client.ts';
import { homeOf, STANDARD_CLIENT } from './client.ts';
import type { Location } from './dataCenter.ts';
import type { Mint } from './mint.ts';

export interface ClientOptions {
  type: ClientType;
  name?: string;
  /** For `server` and `mobile`: at least one, each starting with http:// or https://. */
  redirectUris?: readonly string[];
  /** The data center where it's registered; the organizations' own by default. */
  location?: Location;
  /** Whether the same credentials work at all data centers except China's. */
  multiDc?: boolean;
  /** A public client. Only for mobile and desktop. */
  withoutSecret?: boolean;
}

export function isRedirectUri(text: string): boolean {
  return /^https?:\/\/[^\s#]+$/.test(text) && URL.canParse(text);
}

/** The registered applications. */
export class Clients {
  readonly #mint: Mint;
  readonly #all: Client[] = [STANDARD_CLIENT];
  /** Removes the standard client until someone creates it in the console. */
  readonly #listed = new Set<Client>();

  constructor(mint: Mint) {
    this.#mint = mint;
  }

  /**
   * Each data center has one self client: registering it again returns the existing one.
   *
   * @param people the organizations' data center
   * @throws Error when the type doesn't match the other options
   */
  register(
    {
      type,
      name = 'An application',
      redirectUris = [],
      location,
      multiDc = false,
      withoutSecret = false,
    }: ClientOptions,
    people: Location,
  ): Client {
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
    const at = location ?? people;
    const own = this.#all.find((client) => client.type === 'self' && homeOf(client, people) === at);
    if (type === 'self' && own !== undefined) {
      this.#listed.add(own);
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
    this.#listed.add(client);
    return client;
  }

  find(id: string | undefined): Client | undefined {
    return this.#all.find((client) => client.id === id);
  }

  /** The clients that a data center's console lists. */
  listedAt(at: Location, people: Location): Client[] {
    return [...this.#listed].filter((client) => homeOf(client, people) === at);
  }
}
