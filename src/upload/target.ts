import type { ApiVersion } from '../zoho/apiVersion.ts';
import { VERSION_TRAITS } from '../zoho/apiVersion.ts';

export type ModuleProblem = 'empty' | 'characters' | 'no-photos';

/** Standard modules without photos in any version. Custom modules have other names. */
const WITHOUT_PHOTOS = new Set(
  [
    'Activities',
    'Calls',
    'Campaigns',
    'Cases',
    'Documents',
    'Events',
    'Invoices',
    'Notes',
    'Price_Books',
    'Projects',
    'Purchase_Orders',
    'Quotes',
    'Sales_Orders',
    'Solutions',
    'Tasks',
    'Users',
  ].map((name) => name.toLowerCase()),
);

/** What is wrong with a module's API name, before Zoho is asked; undefined if nothing is. */
export function moduleProblem(name: string, version: ApiVersion): ModuleProblem | undefined {
  if (name === '') {
    return 'empty';
  }
  if (!/^[A-Za-z]\w*$/.test(name)) {
    return 'characters';
  }
  const known = VERSION_TRAITS[version].modules;
  const takesNone = name.toLowerCase() === 'deals' && !known.includes('Deals');
  return takesNone || WITHOUT_PHOTOS.has(name.toLowerCase()) ? 'no-photos' : undefined;
}
