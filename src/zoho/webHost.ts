import type { DataCenter } from './dataCenter.ts';
import { DATA_CENTERS, serversOf, webDomainOf } from './dataCenter.ts';

/** Where people see the CRM: by itself, a sandbox of it, or inside Zoho One or CRM Plus. */
export type WebApp = 'crm' | 'crm-plus' | 'one' | 'sandbox';

interface WebHost {
  readonly app: WebApp;
  readonly dataCenter: DataCenter;
}

/**
 * The exact hosts where people see the CRM. They are only read in URLs. Nothing here contacts those
 * of Zoho One and CRM Plus.
 * Source: URLs in public repositories; Zoho documents none.
 */
const HOSTS: ReadonlyMap<string, WebHost> = new Map(
  DATA_CENTERS.flatMap((dataCenter): [string, WebHost][] => {
    const web = (environment: 'production' | 'sandbox'): string =>
      new URL(serversOf({ kind: 'zoho', dataCenter, environment }).web).host;
    return [
      [web('production'), { app: 'crm', dataCenter }],
      [web('sandbox'), { app: 'sandbox', dataCenter }],
      [`one.${webDomainOf(dataCenter)}`, { app: 'one', dataCenter }],
      [`crmplus.${webDomainOf(dataCenter)}`, { app: 'crm-plus', dataCenter }],
    ];
  }),
);

/** Undefined if nobody sees the CRM at this host. */
export function webHostOf(host: string): WebHost | undefined {
  return HOSTS.get(host);
}

/** Whether a host looks like one of them without its end: `crm.zoho.c`. */
export function isBeginningOfWebHost(host: string): boolean {
  return /^\w+\.zoho/.test(host) && [...HOSTS.keys()].some((whole) => whole.startsWith(host));
}

/** Zoho's other products by their hosts' names, which are also their names inside Zoho One. */
const PRODUCTS: Readonly<Record<string, string>> = {
  accounts: 'Zoho Accounts',
  analytics: 'Zoho Analytics',
  'api-console': 'Zoho API Console',
  bigin: 'Bigin',
  billing: 'Zoho Billing',
  bookings: 'Zoho Bookings',
  books: 'Zoho Books',
  campaigns: 'Zoho Campaigns',
  cliq: 'Zoho Cliq',
  creator: 'Zoho Creator',
  desk: 'Zoho Desk',
  expense: 'Zoho Expense',
  forms: 'Zoho Forms',
  inventory: 'Zoho Inventory',
  invoice: 'Zoho Invoice',
  mail: 'Zoho Mail',
  marketingautomation: 'Zoho Marketing Automation',
  meeting: 'Zoho Meeting',
  people: 'Zoho People',
  projects: 'Zoho Projects',
  recruit: 'Zoho Recruit',
  salesiq: 'Zoho SalesIQ',
  sign: 'Zoho Sign',
  subscriptions: 'Zoho Billing',
  survey: 'Zoho Survey',
  workdrive: 'Zoho WorkDrive',
};

/** What a product is called, by the name in its URL; undefined if that isn’t clear. */
export function productNamed(name: string): string | undefined {
  return Object.hasOwn(PRODUCTS, name) ? PRODUCTS[name] : undefined;
}

/**
 * A host of Zoho's that isn’t one of the CRM's, with the product if that is clear: `Zoho Desk` for
 * `desk.zoho.eu`. Undefined if the host isn’t Zoho's.
 */
export function otherProductAt(host: string): { readonly product: string | undefined } | undefined {
  // Where customers of an organization see some of its records.
  if (
    /(?:^|\.)zoho(?:crm|creator)?portal\.(?:com|eu|in|jp|sa|ae|uk|ca|au|com\.au|com\.cn)$/.test(
      host,
    )
  ) {
    return { product: 'customer portal' };
  }
  for (const dataCenter of DATA_CENTERS) {
    const domain = webDomainOf(dataCenter);
    if (host === domain || host.endsWith(`.${domain}`)) {
      return { product: productNamed(host.slice(0, -domain.length - 1)) };
    }
    const api = new URL(serversOf({ kind: 'zoho', dataCenter, environment: 'production' }).api);
    if (host.endsWith(`.${api.host.slice(api.host.indexOf('.') + 1)}`)) {
      return { product: 'Zoho API' };
    }
  }
  return undefined;
}
