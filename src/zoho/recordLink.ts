import type { RecordLink } from './crmAddress.ts';
import { readCrmAddress } from './crmAddress.ts';
import type { DataCentre, Place } from './dataCentre.ts';
import { webHostOf } from './webHost.ts';

/** The record that an address of the CRM names; undefined for all else. See `readCrmAddress`. */
export function recordLinkOf(text: string, custom: string | undefined): RecordLink | undefined {
  const address = readCrmAddress(text, custom);
  if (address.kind !== 'record') {
    return undefined;
  }
  const { tab, id, organisation, host } = address;
  return { tab, id, organisation, host };
}

export type LinkMismatch =
  | { readonly kind: 'other-data-centre'; readonly dataCentre: DataCentre }
  | { readonly kind: 'other-organisation' }
  | { readonly kind: 'sandbox' };

/** Why a link does not belong to an account; undefined where nothing speaks against it. */
export function mismatchOf(
  link: Pick<RecordLink, 'host' | 'organisation'>,
  {
    place,
    organisation,
  }: {
    readonly place: Place;
    readonly organisation: { readonly id: string; readonly domain: string };
  },
): LinkMismatch | undefined {
  if (place.kind === 'zoho') {
    const { app, dataCentre } = webHostOf(link.host) ?? {};
    if (dataCentre !== undefined && dataCentre !== place.dataCentre) {
      return { kind: 'other-data-centre', dataCentre };
    }
    // Sandboxes are seen at the other hosts too, but production is not seen at theirs. What Zoho One
    // and CRM Plus show of a sandbox is not known: there the organisation alone tells.
    if (app === 'sandbox' && place.environment !== 'sandbox') {
      return { kind: 'sandbox' };
    }
  }
  return link.organisation !== undefined && isOther(link.organisation, organisation)
    ? { kind: 'other-organisation' }
    : undefined;
}

/** Whether an address's name is surely not the organisation's: it may have a number and a name. */
function isOther(named: string, { id, domain }: { id: string; domain: string }): boolean {
  const [name, own] = [named.toLowerCase(), domain.toLowerCase()];
  if (/^org\d+$/.test(name)) {
    return name !== `org${id}` && name !== own;
  }
  const hasNoName = /^(?:org)?\d*$/.test(own);
  return !hasNoName && name !== own;
}
