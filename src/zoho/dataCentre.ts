/**
 * Zoho's data centres and the exact hosts of each. A host that is not in this table is never sent
 * anything: not by a redirect, not by a token answer, not by a setting of a workspace.
 * Source: Zoho's multi-DC pages and the data-centre classes of Zoho's own SDKs.
 */
export const DATA_CENTRES = ['US', 'EU', 'IN', 'AU', 'JP', 'CA', 'SA', 'UK', 'CN'] as const;
export type DataCentre = (typeof DATA_CENTRES)[number];

export const ENVIRONMENTS = ['production', 'sandbox', 'developer'] as const;
/** A token belongs to one environment of one organisation, chosen when consent is given. */
export type Environment = (typeof ENVIRONMENTS)[number];

/** Origins, without a slash at the end: `https://www.zohoapis.eu`. */
export interface Servers {
  readonly accounts: string;
  readonly api: string;
  /** The CRM as people see it in a browser. */
  readonly web: string;
}

/** Where an account lives: at Zoho, or on a server that the person has set up for trying out. */
export type Place =
  | {
      readonly kind: 'zoho';
      readonly dataCentre: DataCentre;
      readonly environment: Environment;
    }
  | {
      readonly kind: 'custom';
      readonly servers: Servers;
      readonly environment: Environment;
    };

/** Domain of accounts and web, domain of the API. Canada's differ in more than their ending. */
const DOMAINS: Record<DataCentre, readonly [zoho: string, api: string]> = {
  US: ['zoho.com', 'zohoapis.com'],
  EU: ['zoho.eu', 'zohoapis.eu'],
  IN: ['zoho.in', 'zohoapis.in'],
  AU: ['zoho.com.au', 'zohoapis.com.au'],
  JP: ['zoho.jp', 'zohoapis.jp'],
  CA: ['zohocloud.ca', 'zohoapis.ca'],
  SA: ['zoho.sa', 'zohoapis.sa'],
  UK: ['zoho.uk', 'zohoapis.uk'],
  CN: ['zoho.com.cn', 'zohoapis.com.cn'],
};

const API_HOST = { production: 'www', sandbox: 'sandbox', developer: 'developer' } as const;

export function serversOf(place: Place): Servers {
  if (place.kind === 'custom') {
    return place.servers;
  }
  const [zoho, api] = DOMAINS[place.dataCentre];
  return {
    accounts: `https://accounts.${zoho}`,
    api: `https://${API_HOST[place.environment]}.${api}`,
    web: `https://${place.environment === 'sandbox' ? 'crmsandbox' : 'crm'}.${zoho}`,
  };
}

/** The address of the page where a person creates a client and generates a code. */
export function consoleOf(dataCentre: DataCentre): string {
  return `https://api-console.${DOMAINS[dataCentre][0]}`;
}

/**
 * The place that an `api_domain` of a token answer stands for, or undefined where it is not one of
 * `asked`'s own: a token of one data centre must not lead to another's hosts.
 */
export function placeOfApiDomain(asked: Place, apiDomain: string): Place | undefined {
  if (asked.kind === 'custom') {
    return apiDomain === asked.servers.api ? asked : undefined;
  }
  // Tokens of a sandbox may come with the production domain: what the person said then stands.
  const candidates = [
    { ...asked, environment: 'sandbox' },
    { ...asked, environment: 'developer' },
  ] as const;
  if (apiDomain === serversOf({ ...asked, environment: 'production' }).api) {
    return asked;
  }
  return candidates.find((place) => serversOf(place).api === apiDomain);
}

/** A short name for the place, to be shown: `EU`, or the host of a custom server. */
export function placeName(place: Place): string {
  return place.kind === 'zoho' ? place.dataCentre : new URL(place.servers.api).host;
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
