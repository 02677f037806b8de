import type { CrmAddress, OtherAddress } from '../zoho/crmAddress.ts';
import type { DataCenter } from '../zoho/dataCenter.ts';
import { webHostOf } from '../zoho/webHost.ts';

interface AtHost {
  readonly host: string;
  /** Undefined for a custom server. */
  readonly dataCenter: DataCenter | undefined;
}

/** What a URL of the CRM says about its organization. */
export type OrganizationAddress =
  | ({ readonly kind: 'organization'; readonly id: string } & AtHost)
  /** Without the organization's number. It may have a name. */
  | ({ readonly kind: 'no-number'; readonly name: string | undefined } & AtHost)
  | ({ readonly kind: 'sandbox' } & AtHost)
  /** A URL that isn’t the CRM's, or can’t be read. */
  | { readonly kind: 'not-of-crm'; readonly address: OtherAddress }
  | { readonly kind: 'none' };

export function organizationAddress(address: CrmAddress): OrganizationAddress {
  switch (address.kind) {
    case 'none':
      return address;
    case 'other-host':
    case 'other-product':
    case 'unreadable':
      return { kind: 'not-of-crm', address };
    case 'record':
    case 'no-record': {
      const { host, organization: name } = address;
      const { app, dataCenter } = webHostOf(host) ?? {};
      const at = { host, dataCenter };
      if (app === 'sandbox') {
        return { kind: 'sandbox', ...at };
      }
      if (/^org\d{1,4}$/i.test(name ?? '')) {
        return { kind: 'not-of-crm', address: { kind: 'unreadable', why: 'cut-off' } };
      }
      const id = /^org(\d{5,19})$/i.exec(name ?? '')?.[1];
      return id === undefined
        ? { kind: 'no-number', name, ...at }
        : { kind: 'organization', id, ...at };
    }
  }
}
