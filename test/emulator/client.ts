import { createHash } from 'node:crypto';
import type { Location } from './dataCenter.ts';

/** Types of the API console; `mobile` is its "mobile and desktop", `non-browser` is for devices. */
export type ClientType = 'self' | 'server' | 'mobile' | 'non-browser';

export interface Client {
  readonly id: string;
  /** Null for one that was given none. */
  readonly secret: string | null;
  readonly type: ClientType;
  readonly name: string;
  /** Whoever asks must name one of them, letter by letter. Self clients and devices have none. */
  readonly redirectUris: readonly string[];
  /** The data center where it was registered; null: the one where the organizations live. */
  readonly location: Location | null;
  /** Works with the same credentials at all data centers but China's. */
  multiDc: boolean;
}

/** The same at every start, so that what a person has signed in with outlives the emulator. */
export function fixedHex(label: string, length: number): string {
  return createHash('sha256').update(`emulator ${label}`).digest('hex').slice(0, length);
}

export const STANDARD_CLIENT: Client & { readonly secret: string } = {
  id: `1000.${fixedHex('client', 30).toUpperCase()}`,
  secret: fixedHex('secret', 42),
  type: 'self',
  name: 'Self Client',
  redirectUris: [],
  location: null,
  multiDc: false,
};

/** @param people where the organizations live */
export function homeOf({ location }: Client, people: Location): Location {
  return location ?? people;
}

/**
 * Clients are known at the data center where they were registered, and elsewhere only when they
 * are for several. China is never among those.
 *
 * @param people where the organizations live
 */
export function isKnownAt(client: Client, at: Location, people: Location): boolean {
  const home = homeOf(client, people);
  return home === at || (client.multiDc && home !== 'cn' && at !== 'cn');
}

/** @param given the secret that came along, empty for none */
export function isProvenBy(client: Client, given: string, pkceNeedsSecret: boolean): boolean {
  if (given === '') {
    return client.secret === null || (client.type === 'mobile' && !pkceNeedsSecret);
  }
  return given === client.secret;
}
