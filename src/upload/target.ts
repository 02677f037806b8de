import type { ApiVersion } from '../zoho/apiVersion.ts';
import { VERSION_TRAITS } from '../zoho/apiVersion.ts';

export type ModuleProblem = 'empty' | 'characters' | 'no-photos';
export type RecordIdProblem = 'empty' | 'not-digits' | 'length';

/** Standard modules that take no photo in any version. Custom modules have names of their own. */
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

/** What is wrong with a module's API name, before Zoho is asked; undefined where nothing is. */
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

/** Zoho's ids are 64-bit numbers: never longer than 19 digits. Shown ones have 15 to 19. */
const ID_DIGITS = { min: 10, max: 19 };

/** What is wrong with a record id; undefined where nothing is. Ids stay strings throughout. */
export function recordIdProblem(id: string): RecordIdProblem | undefined {
  if (id === '') {
    return 'empty';
  }
  if (!/^\d+$/.test(id)) {
    return 'not-digits';
  }
  return id.length < ID_DIGITS.min || id.length > ID_DIGITS.max ? 'length' : undefined;
}
