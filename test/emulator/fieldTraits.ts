import type { CrmModule } from './organization.ts';

type DataType =
  'autonumber' | 'bigint' | 'boolean' | 'currency' | 'email' | 'integer' | 'phone' | 'text';

/** How an administrator configured a field. */
export interface FieldTraits {
  readonly dataType: DataType;
  readonly label?: string;
  /** Values are unique. */
  readonly unique?: true;
  readonly encrypted?: true;
  /** Whether search criteria can use the field. True by default. */
  readonly searchable?: false;
}

/** Fields that aren't plain text, and fields that no seed record fills in. */
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

/** The module's named fields, whether or not a record fills them in. */
export function traitsOf({ api_name }: CrmModule): Readonly<Record<string, FieldTraits>> {
  return TRAITS[api_name] ?? {};
}

/** The traits of an ordinary text field. */
export function fieldTraits(module: CrmModule, field: string): FieldTraits {
  const traits = traitsOf(module);
  return (Object.hasOwn(traits, field) ? traits[field] : undefined) ?? { dataType: 'text' };
}

/** Whether criteria write its values without quotes. */
export function isNumeric({ dataType }: FieldTraits): boolean {
  return dataType === 'bigint' || dataType === 'currency' || dataType === 'integer';
}
