import type { CrmField } from '../../zoho/fields.ts';
import { nameField } from '../../zoho/record.ts';
import type { Row } from '../../zoho/rows.ts';

/** A field by which people tell records apart. */
export type TellingField = Pick<CrmField, 'apiName' | 'label' | 'dataType'>;

/** The most telling first. Not every module has them, and Zoho leaves out those that it hasn't. */
const USUAL: readonly (readonly [apiName: string, dataType: string])[] = [
  ['Account_Name', 'lookup'],
  ['Company', 'text'],
  ['Vendor_Name', 'lookup'],
  ['Product_Code', 'text'],
  ['Product_Category', 'picklist'],
  ['Manufacturer', 'picklist'],
  ['Email', 'email'],
  ['Phone', 'phone'],
  ['Mobile', 'phone'],
  ['Mailing_City', 'text'],
  ['Billing_City', 'text'],
  ['City', 'text'],
  ['Title', 'text'],
  ['Department', 'text'],
  ['Stage', 'picklist'],
];

/** What everything has, so that it tells the least. */
const OF_ALL: readonly (readonly [apiName: string, dataType: string])[] = [
  ['Owner', 'ownerlookup'],
  ['Created_Time', 'datetime'],
];

/** The parts of a name, which is shown anyway. */
const OF_PEOPLE = ['First_Name', 'Last_Name'];

/** Data types whose values fit into a list. */
const SHORT = new Set([
  ...['autonumber', 'bigint', 'currency', 'date', 'email', 'integer', 'lookup', 'phone'],
  ...['picklist', 'text', 'website'],
]);

/** `fields` of a request accepts 50 names. */
const MOST_FIELDS = 40;

/**
 * The fields to request of records that are to be told apart, the most telling first.
 *
 * @param own the module's fields; undefined if they can't be read
 */
export function tellingFields(
  module: string,
  own: readonly CrmField[] | undefined,
): TellingField[] {
  const names = new Set([nameField(module), ...OF_PEOPLE]);
  if (own === undefined) {
    return [...USUAL, ...OF_ALL].map(asField).filter(({ apiName }) => !names.has(apiName));
  }
  const named = (pairs: typeof USUAL): CrmField[] =>
    pairs.flatMap(([name]) => own.find(({ apiName }) => apiName === name) ?? []);
  const usual = named(USUAL).filter(({ apiName }) => !names.has(apiName));
  const last = named(OF_ALL);
  const others = own.filter(
    (field) =>
      SHORT.has(field.dataType) &&
      !field.encrypted &&
      !names.has(field.apiName) &&
      !usual.includes(field) &&
      !last.includes(field),
  );
  const unique = (field: CrmField): number => Number(field.unique);
  const rest = others.toSorted((a, b) => unique(b) - unique(a));
  return [...[...usual, ...rest].slice(0, MOST_FIELDS), ...last];
}

function asField([apiName, dataType]: (typeof USUAL)[number]): TellingField {
  return { apiName, label: apiName.replaceAll('_', ' '), dataType };
}

/** A record's value of a field in which the records differ. */
export interface Difference {
  readonly field: TellingField;
  /** As Zoho has it: of a date the ISO form. */
  readonly value: string;
}

/**
 * In what each record differs from the others, by ID: a few fields, the most telling first.
 *
 * @param most per record
 */
export function tellApart(
  rows: ReadonlyMap<string, Row>,
  fields: readonly TellingField[],
  most: number,
): ReadonlyMap<string, readonly Difference[]> {
  const differing = fields.filter(
    ({ apiName }) => new Set([...rows.values()].map((row) => textOf(row[apiName]))).size > 1,
  );
  return new Map(
    [...rows].map(([id, row]) => [
      id,
      differing
        .map((field) => ({ field, value: textOf(row[field.apiName]) }))
        .filter(({ value }) => value !== '')
        .slice(0, most),
    ]),
  );
}

/** A value as text; of a linked record or user the name. */
function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.trim();
    case 'number':
      return String(value);
    case 'object':
      return value !== null && 'name' in value ? textOf(value.name) : '';
    default:
      return '';
  }
}
