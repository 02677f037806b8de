import { crmPlaceOf } from './crmPage.ts';
import type { CrmPage, CrmPlace } from './crmPage.ts';
import { addressIn } from './pastedAddress.ts';
import type { UnreadableAddress } from './pastedAddress.ts';
import type { WebApp } from './webHost.ts';
import { isBeginningOfWebHost, otherProductAt, productNamed, webHostOf } from './webHost.ts';

/** What an address of the CRM says by itself. */
interface InCrm {
  /** What it calls the organization: `org` and its number, or a name of its choice. */
  readonly organization: string | undefined;
  /** Whose address it is, in lower case. */
  readonly host: string;
}

/** A record as an address of the CRM's web interface names it. */
export interface RecordLink extends InCrm {
  /** The tab's name, which is a module's `module_name`: `Leads`, `CustomModule3`, `Potentials`. */
  readonly tab: string;
  readonly id: string;
}

/** An address that leads to no page of the CRM. */
export type OtherAddress =
  /** Undefined where its name is not plain. */
  | { readonly kind: 'other-product'; readonly product: string | undefined; readonly host: string }
  | { readonly kind: 'other-host'; readonly host: string }
  | { readonly kind: 'unreadable'; readonly why: UnreadableAddress };

/** What a text stands for, read as an address. */
export type CrmAddress =
  | ({ readonly kind: 'record' } & RecordLink)
  | ({ readonly kind: 'no-record'; readonly page: CrmPage } & InCrm)
  | OtherAddress
  /** The text is no address, and may be anything else. */
  | { readonly kind: 'none' };

/**
 * Reads what people paste where an address of the CRM is asked for, of a record or of any page:
 * `https://crm.zoho.eu/crm/org123/tab/Leads/456`, inside Zoho One and CRM Plus, or without `https://`.
 * Nothing of it is ever asked: it is a text.
 *
 * @param custom origin of the web server of a server set up for trying out: then only that is the
 *   CRM's
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
  // With a port, `host` is none of the table's.
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
  // Some pages have their place behind the `#`, as a path with parameters of its own.
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

/** Undefined where the page is not the CRM's, which is one part of Zoho One and CRM Plus. */
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

/** What is at the CRM's own host is the CRM's, but for Bigin, which was there once. */
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

/** Where the product's name stands: `cxapp/crm`, `cxapp-spaces/<space>/crm`. */
function appAt(parts: readonly string[]): number | undefined {
  const at = parts.findIndex((part) => /^cxapp(?:-spaces)?$/i.test(part));
  return at < 0 ? undefined : at + (/-spaces$/i.test(parts[at] ?? '') ? 2 : 1);
}

function isCrm(part: string | undefined): boolean {
  return part?.toLowerCase() === 'crm';
}

/** Which product a page of a host of the table belongs to, where that is not the CRM. */
function productIn(parts: readonly string[], host: string): string | undefined {
  const app = appAt(parts);
  const whole = APPS[appOf(host)];
  // In Zoho One and CRM Plus, what comes first is a name of the company's choice.
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
