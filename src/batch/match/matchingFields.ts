import type { CrmField } from '../../zoho/fields.ts';
import { nameField } from '../../zoho/record.ts';

/** A field that files can say the record by. */
export interface MatchingField {
  readonly apiName: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'phone';
  readonly unique: boolean;
  /** Why it cannot be used. */
  readonly bar?: 'encrypted' | 'not-searchable';
}

/** Data types with values that stand in names of files and in tables. */
const TYPES: Readonly<Record<string, MatchingField['type']>> = {
  autonumber: 'text',
  email: 'text',
  phone: 'phone',
  text: 'text',
  website: 'text',
  bigint: 'number',
  integer: 'number',
};

/** What people know records by, in standard modules, the most telling first. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  Leads: ['Email', 'Full_Name', 'Company', 'Phone'],
  Contacts: ['Email', 'Full_Name', 'Phone'],
  Accounts: ['Account_Name', 'Account_Number', 'Website', 'Phone'],
  Products: ['Product_Code', 'Product_Name'],
  Vendors: ['Vendor_Name', 'Email', 'Phone'],
  Deals: ['Deal_Name'],
};

/**
 * The fields by which pictures can find records: unique ones first, then those that people know
 * records by, numbers that Zoho gives, and the rest by name; last those that cannot be used. The
 * usual ones where none of those that Zoho names is of a kind that is known.
 */
export function matchingFields(module: string, fields: readonly CrmField[]): MatchingField[] {
  const usual = usualOf(module);
  const rank = ({ apiName, dataType, unique }: CrmField): number => {
    const at = usual.indexOf(apiName);
    return unique ? 0 : at >= 0 ? 1 + at : dataType === 'autonumber' ? 100 : 101;
  };
  const known = fields.filter(
    ({ apiName, dataType }) =>
      Object.hasOwn(TYPES, dataType) || (dataType === '' && usual.includes(apiName)),
  );
  if (known.length === 0) {
    return usualFields(module);
  }
  return known
    .toSorted(
      (a, b) =>
        Number(barOf(a) !== undefined) - Number(barOf(b) !== undefined) ||
        rank(a) - rank(b) ||
        a.label.localeCompare(b.label),
    )
    .map((field) => {
      const { apiName, label, dataType, unique } = field;
      const bar = barOf(field);
      const type = TYPES[dataType] ?? typeOfUsual(apiName);
      return { apiName, label, type, unique, ...(bar === undefined ? {} : { bar }) };
    });
}

/** The usual ones alone, where the account may not read which fields there are. */
export function usualFields(module: string): MatchingField[] {
  return usualOf(module).map((apiName) => ({
    apiName,
    label: apiName.replaceAll('_', ' '),
    type: typeOfUsual(apiName),
    unique: false,
  }));
}

function typeOfUsual(apiName: string): MatchingField['type'] {
  return apiName === 'Phone' ? 'phone' : 'text';
}

function usualOf(module: string): readonly string[] {
  const known = Object.hasOwn(USUAL, module) ? USUAL[module] : undefined;
  return known ?? [nameField(module)];
}

function barOf({ encrypted, searchable }: CrmField): MatchingField['bar'] {
  return encrypted ? 'encrypted' : searchable ? undefined : 'not-searchable';
}
