import type { RecordLink } from './crmAddress.ts';
import { readCrmAddress } from './crmAddress.ts';
import type { DataCenter, Place } from './dataCenter.ts';
import { webHostOf } from './webHost.ts';

/** The record that a URL of the CRM names; undefined for everything else. See `readCrmAddress`. */
export function recordLinkOf(text: string, custom: string | undefined): RecordLink | undefined {
  const address = readCrmAddress(text, custom);
  if (address.kind !== 'record') {
    return undefined;
  }
  const { tab, id, organization, host } = address;
  return { tab, id, organization, host };
}

export type LinkMismatch =
  | { readonly kind: 'other-data-center'; readonly dataCenter: DataCenter }
  | { readonly kind: 'other-organization' }
  | { readonly kind: 'sandbox' };

/** Why a link doesn’t belong to an account; undefined if it may. */
export function mismatchOf(
  link: Pick<RecordLink, 'host' | 'organization'>,
  {
    place,
    organization,
  }: {
    readonly place: Place;
    readonly organization: { readonly id: string; readonly domain: string };
  },
): LinkMismatch | undefined {
  if (place.kind === 'zoho') {
    const { app, dataCenter } = webHostOf(link.host) ?? {};
    if (dataCenter !== undefined && dataCenter !== place.dataCenter) {
      return { kind: 'other-data-center', dataCenter };
    }
    // Sandboxes are seen at the other hosts, too, but production isn’t seen at theirs. It is
    // unknown what Zoho One and CRM Plus show of a sandbox, so only the organization counts there.
    if (app === 'sandbox' && place.environment !== 'sandbox') {
      return { kind: 'sandbox' };
    }
  }
  return link.organization !== undefined && isOther(link.organization, organization)
    ? { kind: 'other-organization' }
    : undefined;
}

/** Whether a link names this organization. If not, it may still belong to it: see `mismatchOf`. */
export function namesOrganization(
  { organization }: Pick<RecordLink, 'organization'>,
  { id, domain }: { readonly id: string; readonly domain: string },
): boolean {
  const named = organization?.toLowerCase();
  return named !== undefined && [`org${id}`, domain.toLowerCase()].includes(named);
}

/** Whether a URL's name is certainly not the organization's: it may have a number and a name. */
function isOther(named: string, { id, domain }: { id: string; domain: string }): boolean {
  const [name, own] = [named.toLowerCase(), domain.toLowerCase()];
  if (/^org\d+$/.test(name)) {
    return name !== `org${id}` && name !== own;
  }
  const hasNoName = /^(?:org)?\d*$/.test(own);
  return !hasNoName && name !== own;
}
