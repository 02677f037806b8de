/** The value of `location=` in Zoho's redirects. */
export type Location = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'ae' | 'uk';

export type ServerName = 'accounts' | 'api' | 'web';
export type Environment = 'production' | 'sandbox' | 'developer';

/** A Zoho host name and what it belongs to. */
export interface ZohoHost {
  readonly host: string;
  readonly server: ServerName;
  readonly location: Location;
  /** Only for API and web hosts; all environments share the accounts servers. */
  readonly environment: Environment;
}

/** Location, domain of the accounts and web servers, and domain of the API. Canada has two. */
const DOMAINS: readonly (readonly [Location, string, string])[] = [
  ['us', 'zoho.com', 'zohoapis.com'],
  ['eu', 'zoho.eu', 'zohoapis.eu'],
  ['in', 'zoho.in', 'zohoapis.in'],
  ['au', 'zoho.com.au', 'zohoapis.com.au'],
  ['jp', 'zoho.jp', 'zohoapis.jp'],
  ['cn', 'zoho.com.cn', 'zohoapis.com.cn'],
  ['ca', 'zohocloud.ca', 'zohoapis.ca'],
  ['sa', 'zoho.sa', 'zohoapis.sa'],
  ['ae', 'zoho.ae', 'zohoapis.ae'],
  ['uk', 'zoho.uk', 'zohoapis.uk'],
];

const NAMES: readonly (readonly [string, ServerName, Environment])[] = [
  ['accounts', 'accounts', 'production'],
  ['api-console', 'accounts', 'production'],
  ['www', 'api', 'production'],
  ['sandbox', 'api', 'sandbox'],
  ['developer', 'api', 'developer'],
  ['crm', 'web', 'production'],
  ['crmsandbox', 'web', 'sandbox'],
];

export const ZOHO_HOSTS: readonly ZohoHost[] = DOMAINS.flatMap(([location, web, api]) =>
  NAMES.map(([name, server, environment]) => ({
    host: `${name}.${server === 'api' ? api : web}`,
    server,
    location,
    environment,
  })),
);

/** The host in a Host header, or undefined when it isn't Zoho's (such as loopback). */
export function zohoHostOf(header: string | undefined): ZohoHost | undefined {
  const name = header?.toLowerCase().replace(/:443$/, '');
  return ZOHO_HOSTS.find(({ host }) => host === name);
}

/** Whether it belongs to the API console, which the accounts server also serves. */
export function isConsole({ host }: ZohoHost): boolean {
  return host.startsWith('api-console.');
}

export function apiOriginOf(location: Location, environment: Environment): string {
  return originOf(
    (each) =>
      each.server === 'api' && each.location === location && each.environment === environment,
  );
}

/** As on Zoho's pages about no specific product: no server uses it. */
export function generalApiOriginOf(location: Location): string {
  return accountsOriginOf(location).replace('accounts.', 'api.');
}

export function accountsOriginOf(location: Location): string {
  return originOf(
    (each) => each.server === 'accounts' && each.location === location && !isConsole(each),
  );
}

export function consoleOriginOf(location: Location): string {
  return originOf((each) => each.location === location && isConsole(each));
}

function originOf(matches: (host: ZohoHost) => boolean): string {
  const found = ZOHO_HOSTS.find(matches);
  if (found === undefined) {
    throw new Error('Zoho has no such host');
  }
  return `https://${found.host}`;
}
