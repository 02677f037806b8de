import { crmPlaceOf } from './crmPage.ts';
import type { CrmPage, CrmPlace } from './crmPage.ts';
import { addressIn } from './pastedAddress.ts';
import type { UnreadableAddress } from './pastedAddress.ts';
import type { WebApp } from './webHost.ts';
import { isBeginningOfWebHost, otherProductAt, productNamed, webHostOf } from './webHost.ts';

/** What a URL of the CRM says by itself. */
interface InCrm {
  /** The organization in the URL: `org` and its number, or a name that it chose. */
  readonly organization: string | undefined;
  /** The host of the URL, in lower case. */
  readonly host: string;
}

/** A record in a URL of the CRM's web interface. */
export interface RecordLink extends InCrm {
  /** The tab's name, which is a module's `module_name`: `Leads`, `CustomModule3`, `Potentials`. */
  readonly tab: string;
  readonly id: string;
}

/** A URL that leads to no page of the CRM. */
export type OtherAddress =
  /** Undefined if its name isn’t clear. */
  | { readonly kind: 'other-product'; readonly product: string | undefined; readonly host: string }
  | { readonly kind: 'other-host'; readonly host: string }
  | { readonly kind: 'unreadable'; readonly why: UnreadableAddress };

/** What a text means, read as a URL. */
export type CrmAddress =
  | ({ readonly kind: 'record' } & RecordLink)
  | ({ readonly kind: 'no-record'; readonly page: CrmPage } & InCrm)
  | OtherAddress
  /** The text isn’t a URL, and may be anything else. */
  | { readonly kind: 'none' };

/**
 * Reads what people paste as a URL of the CRM, of a record or any page:
 * `https://crm.zoho.eu/crm/org123/tab/Leads/456`, inside Zoho One and CRM Plus, or without
 * `https://`. It is only read as text, never requested.
 *
 * @param custom origin of a custom server's web server, for testing: then only that is the CRM's
 */
export function readCrmAddress(text: string, custom: string | undefined): CrmAddress {
  const address = addressIn(text, custom);
  if (address.kind !== 'url') {
    return address;
  }
  const { url } = address;
  if (custom !== undefined) {
    return url.origin === custom ? inCrm(url) : { kind: 'other-host', host: url.host };
  }
  // With a port, `host` isn’t in the table.
  if (webHostOf(url.host) !== undefined) {
    return inCrm(url);
  }
  const other = otherProductAt(url.host);
  if (other !== undefined) {
    return { kind: 'other-product', product: other.product, host: url.host };
  }
  return isBeginningOfWebHost(url.host)
    ? { kind: 'unreadable', why: 'cut-off' }
    : { kind: 'other-host', host: url.host };
}

function inCrm(url: URL): CrmAddress {
  const { host, hash, pathname, searchParams } = url;
  // Some pages have their place after the `#`, as a path with its own parameters.
  const [path = '', query = ''] = hash.replace(/^#!?/, '').split('?');
  const parts = partsOf(pathname);
  const place = placeAt(parts, searchParams) ?? placeWithoutCrm(parts, searchParams, host);
  const behind = routeAt(partsOf(path), new URLSearchParams(query));
  const { organization, shows } = behind?.shows.kind === 'record' ? behind : (place ?? NOWHERE);
  if (shows.kind === 'record') {
    const { tab, id } = shows;
    return { kind: 'record', tab, id, organization: organization ?? place?.organization, host };
  }
  if (place === undefined) {
    return { kind: 'other-product', product: productIn(parts, host), host };
  }
  return { kind: 'no-record', page: shows, organization, host };
}

const NOWHERE: CrmPlace = { organization: undefined, shows: { kind: 'unknown' } };

/** Undefined if the page isn’t the CRM's, which is one part of Zoho One and CRM Plus. */
function placeAt(parts: readonly string[], parameters: URLSearchParams): CrmPlace | undefined {
  const app = appAt(parts);
  if (app !== undefined) {
    return isCrm(parts[app]) ? crmPlaceOf(parts.slice(app + 1), parameters) : undefined;
  }
  if (parts.length === 0 || isCrm(parts[0])) {
    return crmPlaceOf(parts.slice(1), parameters);
  }
  const at = parts.findIndex(
    (part, index) => isCrm(part) && /^(?:org\d+|tab)$/i.test(parts[index + 1] ?? ''),
  );
  return at < 0 ? undefined : crmPlaceOf(parts.slice(at + 1), parameters);
}

/** Everything at the CRM's own host is the CRM's, except Bigin, which used to be there. */
function placeWithoutCrm(
  parts: readonly string[],
  parameters: URLSearchParams,
  host: string,
): CrmPlace | undefined {
  const [first = ''] = parts;
  if (
    appAt(parts) !== undefined ||
    first.toLowerCase() === 'bigin' ||
    APPS[appOf(host)] !== undefined
  ) {
    return undefined;
  }
  return /^(?:org\d+|tab)$/i.test(first) ? crmPlaceOf(parts, parameters) : NOWHERE;
}

function routeAt(parts: readonly string[], parameters: URLSearchParams): CrmPlace | undefined {
  const isInApp = appAt(parts) !== undefined || isCrm(parts[0]);
  return isInApp ? placeAt(parts, parameters) : crmPlaceOf(parts, parameters);
}

/** The index of the product's name: `cxapp/crm`, `cxapp-spaces/<space>/crm`. */
function appAt(parts: readonly string[]): number | undefined {
  const at = parts.findIndex((part) => /^cxapp(?:-spaces)?$/i.test(part));
  return at < 0 ? undefined : at + (/-spaces$/i.test(parts[at] ?? '') ? 2 : 1);
}

function isCrm(part: string | undefined): boolean {
  return part?.toLowerCase() === 'crm';
}

/** Which product a page of a known host belongs to, if that isn’t the CRM. */
function productIn(parts: readonly string[], host: string): string | undefined {
  const app = appAt(parts);
  const whole = APPS[appOf(host)];
  // In Zoho One and CRM Plus, the company's own name comes first.
  const named = parts[app ?? (whole === undefined ? 0 : -1)];
  return productNamed(named?.toLowerCase() ?? '') ?? whole;
}

function appOf(host: string): WebApp {
  return webHostOf(host)?.app ?? 'crm';
}

const APPS: Record<WebApp, string | undefined> = {
  crm: undefined,
  'crm-plus': 'CRM Plus',
  one: 'Zoho One',
  sandbox: undefined,
};

function partsOf(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
