import type { DataCentre, Place } from './dataCentre.ts';
import { dataCentreOfWeb, serversOf } from './dataCentre.ts';

/** A record as an address of the CRM's web interface names it. */
export interface RecordLink {
  /** The tab's name, which is a module's `module_name`: `Leads`, `CustomModule3`, `Potentials`. */
  readonly tab: string;
  readonly id: string;
  /** What the address calls the organisation: `org` and its number, or a name of its choice. */
  readonly organisation: string | undefined;
  /** Whose address it is. */
  readonly host: string;
}

const ID = /^\d{10,19}$/;

/**
 * Reads an address copied from the CRM: `/crm/org123/tab/Leads/456`, `/crm/tab/Leads/456`, and
 * `/crm/EntityInfo.do?module=Leads&id=456`, with whatever follows. Undefined for all else, lists of
 * records among it. Source: addresses seen in the wild; Zoho documents none.
 *
 * @param custom origin of the web server of a server set up for trying out, where there is one
 */
export function recordLinkOf(text: string, custom: string | undefined): RecordLink | undefined {
  const url = URL.parse(text);
  const isCrm =
    url !== null &&
    (custom === undefined
      ? url.protocol === 'https:' && dataCentreOfWeb(url.host) !== undefined
      : url.origin === custom);
  if (!isCrm) {
    return undefined;
  }
  const [, organisation, tab = '', id = ''] =
    /^\/crm\/(?:([^/]+)\/)?tab\/([A-Za-z]\w*)\/(\d+)(?:\/|$)/.exec(url.pathname) ?? [];
  if (ID.test(id)) {
    return { tab, id, organisation, host: url.host };
  }
  const module = url.searchParams.get('module') ?? '';
  const entity = url.searchParams.get('id') ?? '';
  return url.pathname === '/crm/EntityInfo.do' && /^[A-Za-z]\w*$/.test(module) && ID.test(entity)
    ? { tab: module, id: entity, organisation: undefined, host: url.host }
    : undefined;
}

export type LinkMismatch =
  | { readonly kind: 'other-data-centre'; readonly dataCentre: DataCentre }
  | { readonly kind: 'other-organisation' }
  | { readonly kind: 'sandbox' };

/** Why a link does not belong to an account; undefined where nothing speaks against it. */
export function mismatchOf(
  link: RecordLink,
  {
    place,
    organisation,
  }: {
    readonly place: Place;
    readonly organisation: { readonly id: string; readonly domain: string };
  },
): LinkMismatch | undefined {
  if (place.kind === 'zoho') {
    const dataCentre = dataCentreOfWeb(link.host);
    if (dataCentre !== undefined && dataCentre !== place.dataCentre) {
      return { kind: 'other-data-centre', dataCentre };
    }
    // Sandboxes are seen under production's host too, but not the other way round.
    const sandbox = new URL(serversOf({ ...place, environment: 'sandbox' }).web).host;
    if (link.host === sandbox && place.environment !== 'sandbox') {
      return { kind: 'sandbox' };
    }
  }
  return link.organisation !== undefined && isOther(link.organisation, organisation)
    ? { kind: 'other-organisation' }
    : undefined;
}

/** Whether an address's name is surely not the organisation's: it may have a number and a name. */
function isOther(named: string, { id, domain }: { id: string; domain: string }): boolean {
  const isNumber = /^org\d+$/;
  if (isNumber.test(named)) {
    return named !== `org${id}` && named !== domain;
  }
  return !isNumber.test(domain) && named.toLowerCase() !== domain.toLowerCase();
}
