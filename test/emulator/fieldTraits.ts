import type { CrmModule } from './organization.ts';

type DataType =
  'autonumber' | 'bigint' | 'boolean' | 'currency' | 'email' | 'integer' | 'phone' | 'text';

/** What an administrator has made of a field. */
export interface FieldTraits {
  readonly dataType: DataType;
  readonly label?: string;
  /** No two records have the same. */
  readonly unique?: true;
  readonly encrypted?: true;
  /** Whether criteria of the search may name it; they may unless it says otherwise. */
  readonly searchable?: false;
}

/** Fields that are more than texts, and those that no record of the seed data has filled in. */
const TRAITS: Readonly<Record<string, Readonly<Record<string, FieldTraits>>>> = {
  Contacts: {
    Email: { dataType: 'email' },
    Phone: { dataType: 'phone' },
    Student_Number: { dataType: 'text', unique: true },
    Badge: { dataType: 'integer', label: 'Badge no.' },
    Tax_ID: { dataType: 'text', label: 'Tax ID', encrypted: true },
    Biography: { dataType: 'text', searchable: false },
  },
  Leads: { Email: { dataType: 'email' }, Phone: { dataType: 'phone' } },
  Vendors: { Email: { dataType: 'email' } },
  Products: {
    Article_Number: { dataType: 'autonumber' },
    EAN: { dataType: 'bigint', unique: true },
    Unit_Price: { dataType: 'currency' },
    Product_Active: { dataType: 'boolean' },
  },
  Deals: { Amount: { dataType: 'currency' } },
  Quotes: { Grand_Total: { dataType: 'currency' } },
  Vehicles: { Number_Plate: { dataType: 'text', unique: true } },
};

/** Its named fields, whether or not a record has them filled in. */
export function traitsOf({ api_name }: CrmModule): Readonly<Record<string, FieldTraits>> {
  return TRAITS[api_name] ?? {};
}

/** Of a field that is nothing special: a text. */
export function fieldTraits(module: CrmModule, field: string): FieldTraits {
  const traits = traitsOf(module);
  return (Object.hasOwn(traits, field) ? traits[field] : undefined) ?? { dataType: 'text' };
}

/** Whether criteria write its values without quotes. */
export function isNumeric({ dataType }: FieldTraits): boolean {
  return dataType === 'bigint' || dataType === 'currency' || dataType === 'integer';
}
