import type { CrmField } from '../../zoho/fields.ts';
import { nameField } from '../../zoho/record.ts';

/** A field that records can be matched by. */
export interface MatchingField {
  readonly apiName: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'phone';
  readonly unique: boolean;
  /** Why it can't be used. */
  readonly bar?: 'encrypted' | 'not-searchable';
}

/** Data types whose values can be in file names and tables. */
const TYPES: Readonly<Record<string, MatchingField['type']>> = {
  autonumber: 'text',
  email: 'text',
  phone: 'phone',
  text: 'text',
  website: 'text',
  bigint: 'number',
  integer: 'number',
};

/** Fields of standard modules that people know records by, the most telling first. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  Leads: ['Email', 'Full_Name', 'Company', 'Phone'],
  Contacts: ['Email', 'Full_Name', 'Phone'],
  Accounts: ['Account_Name', 'Account_Number', 'Website', 'Phone'],
  Products: ['Product_Code', 'Product_Name'],
  Vendors: ['Vendor_Name', 'Email', 'Phone'],
  Deals: ['Deal_Name'],
};

/**
 * The fields that records can be matched by: unique ones first, then common ones, auto-numbers, and
 * the rest by name; last those that can't be used. Only the common ones if Zoho lists none of a
 * known type.
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

/** The common fields, for accounts that can't read which fields a module has. */
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
