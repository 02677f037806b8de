import { createHash } from 'node:crypto';
import type { Location } from './dataCenter.ts';

/** Types of the API console; `mobile` is its "mobile and desktop", `non-browser` is for devices. */
export type ClientType = 'self' | 'server' | 'mobile' | 'non-browser';

export interface Client {
  readonly id: string;
  /** Null if it has none. */
  readonly secret: string | null;
  readonly type: ClientType;
  readonly name: string;
  /** A request must name one of them exactly. Self clients and devices have none. */
  readonly redirectUris: readonly string[];
  /** The data center where it's registered; null: the organizations' own. */
  readonly location: Location | null;
  /** Works with the same credentials at all data centers except China's. */
  multiDc: boolean;
}

/** The same at every start, so that sign-ins survive an emulator restart. */
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

/** @param people the organizations' data center */
export function homeOf({ location }: Client, people: Location): Location {
  return location ?? people;
}

/**
 * Clients are known at the data center where they're registered; multi-DC clients also elsewhere,
 * except in China.
 *
 * @param people where the organizations live
 */
export function isKnownAt(client: Client, at: Location, people: Location): boolean {
  const home = homeOf(client, people);
  return home === at || (client.multiDc && home !== 'cn' && at !== 'cn');
}

/** @param given the secret sent, empty for none */
export function isProvenBy(client: Client, given: string, pkceNeedsSecret: boolean): boolean {
  if (given === '') {
    return client.secret === null || (client.type === 'mobile' && !pkceNeedsSecret);
  }
  return given === client.secret;
}
