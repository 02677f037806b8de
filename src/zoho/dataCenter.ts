/**
 * Zoho's data centers and the exact hosts of each. A host that isn’t in this table is never sent
 * anything: not by a redirect, a token answer, or a setting of a workspace.
 * Source: Zoho's multi-DC pages and the data-center classes of Zoho's own SDKs; for the UAE,
 * WorkDrive's multi-DC page and Zoho's own connector.
 */
export const DATA_CENTERS = ['US', 'EU', 'IN', 'AU', 'JP', 'CA', 'SA', 'AE', 'UK', 'CN'] as const;
export type DataCenter = (typeof DATA_CENTERS)[number];

export const ENVIRONMENTS = ['production', 'sandbox', 'developer'] as const;
/** A token belongs to one environment of one organization, chosen when consent is given. */
type Environment = (typeof ENVIRONMENTS)[number];

/** Origins, without a slash at the end: `https://www.zohoapis.eu`. */
export interface Servers {
  readonly accounts: string;
  readonly api: string;
  /** The CRM as people see it in a browser. */
  readonly web: string;
}

/**
 * Where a person signs in: a data center of Zoho, or their own server for testing. The environment
 * is only known with the token: it is chosen when consent is given.
 */
export type Authority =
  | { readonly kind: 'zoho'; readonly dataCenter: DataCenter }
  | { readonly kind: 'custom'; readonly servers: Servers };

/** Where an account is. */
export type Place = Authority & { readonly environment: Environment };

/**
 * The domain of accounts and web, and the domain of the API. Canada's differ in more than their
 * ending.
 */
const DOMAINS: Record<DataCenter, readonly [zoho: string, api: string]> = {
  US: ['zoho.com', 'zohoapis.com'],
  EU: ['zoho.eu', 'zohoapis.eu'],
  IN: ['zoho.in', 'zohoapis.in'],
  AU: ['zoho.com.au', 'zohoapis.com.au'],
  JP: ['zoho.jp', 'zohoapis.jp'],
  CA: ['zohocloud.ca', 'zohoapis.ca'],
  SA: ['zoho.sa', 'zohoapis.sa'],
  AE: ['zoho.ae', 'zohoapis.ae'],
  UK: ['zoho.uk', 'zohoapis.uk'],
  CN: ['zoho.com.cn', 'zohoapis.com.cn'],
};

/** Hosts that no public source confirms. They follow the pattern of the other data centers. */
const UNCONFIRMED: ReadonlySet<string> = new Set([
  'api-console.zoho.ae',
  'developer.zohoapis.ae',
  'developer.zohoapis.uk',
  'sandbox.zohoapis.ae',
  'sandbox.zohoapis.uk',
]);

/** Whether a host of the table is only assumed to exist, which people should know. */
export function isUnconfirmed(origin: string): boolean {
  return UNCONFIRMED.has(new URL(origin).host);
}

const API_HOST = { production: 'www', sandbox: 'sandbox', developer: 'developer' } as const;

export function serversOf(place: Place): Servers {
  if (place.kind === 'custom') {
    return place.servers;
  }
  const [zoho, api] = DOMAINS[place.dataCenter];
  return {
    accounts: `https://accounts.${zoho}`,
    api: `https://${API_HOST[place.environment]}.${api}`,
    web: `https://${place.environment === 'sandbox' ? 'crmsandbox' : 'crm'}.${zoho}`,
  };
}

/** The domain of the accounts server and of the web pages of all of Zoho's products. */
export function webDomainOf(dataCenter: DataCenter): string {
  return DOMAINS[dataCenter][0];
}

/** The origin of an authority's accounts server. */
export function accountsOf(authority: Authority): string {
  return serversOf({ ...authority, environment: 'production' }).accounts;
}

/** The URL of the page where a person creates a client and generates a code. */
export function consoleOf(dataCenter: DataCenter): string {
  return `https://api-console.${DOMAINS[dataCenter][0]}`;
}

/** The data center whose accounts server has exactly this origin. */
export function dataCenterOfAccounts(origin: string): DataCenter | undefined {
  return DATA_CENTERS.find((dataCenter) => accountsOf({ kind: 'zoho', dataCenter }) === origin);
}

/** The data center that Zoho calls `us`, `eu`, and so on in a redirect or a device-code answer. */
export function dataCenterOfLocation(location: string): DataCenter | undefined {
  return DATA_CENTERS.find((dataCenter) => dataCenter.toLowerCase() === location);
}

/**
 * The places that a token may be for whose answer names `apiDomain`. None if that isn’t one of the
 * authority's own, because a token of one data center must not go to another's hosts. It isn’t
 * documented whether a sandbox's token comes with the sandbox's domain or with production's. Some
 * of Zoho's samples have `https://api.zoho.eu`, which isn’t a host of the CRM, its specification of
 * late 2025 has `https://zohoapis.eu`, and others have none.
 */
export function placesOfApiDomain(authority: Authority, apiDomain: string): readonly Place[] {
  const places = ENVIRONMENTS.map((environment): Place => ({ ...authority, environment }));
  const possible = authority.kind === 'custom' ? places.slice(0, 1) : places;
  const saysNoMore =
    apiDomain === '' || (authority.kind === 'zoho' && isVague(apiDomain, authority.dataCenter));
  const named = possible.filter((place) => serversOf(place).api === apiDomain);
  return saysNoMore || named.some(({ environment }) => environment === 'production')
    ? possible
    : named;
}

/** Whether an origin is the data center's own, without saying which environment's API. */
function isVague(origin: string, dataCenter: DataCenter): boolean {
  const [zoho, api] = DOMAINS[dataCenter];
  return origin === `https://api.${zoho}` || origin === `https://${api}`;
}

/** A short name for the place, to be shown: `EU`, or the host of a custom server. */
export function placeName(place: Authority): string {
  return place.kind === 'zoho' ? place.dataCenter : new URL(place.servers.api).host;
}

/** Whether two sign-ins use the same accounts server. */
export function sameAuthority(a: Authority, b: Authority): boolean {
  return samePlace({ ...a, environment: 'production' }, { ...b, environment: 'production' });
}

export function samePlace(a: Place, b: Place): boolean {
  const [one, other] = [serversOf(a), serversOf(b)];
  return (
    a.kind === b.kind &&
    one.accounts === other.accounts &&
    one.api === other.api &&
    one.web === other.web
  );
}
