import { askCoql, coqlLiteral, likeText } from './coqlQuery.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { nameField } from './record.ts';
import type { Row } from './rows.ts';
import type { FoundRecord, SearchBy } from './search.ts';
import { foundRecords, MOST } from './search.ts';

/** Fields that a query may name. One that the module doesn’t have would make it fail. */
const FIELDS: Readonly<
  Partial<Record<string, Partial<Record<SearchBy, readonly string[]>> & { detail: string }>>
> = {
  Leads: { email: ['Email'], phone: ['Phone'], detail: 'Company' },
  Contacts: { email: ['Email'], phone: ['Phone'], detail: 'Email' },
  Accounts: { phone: ['Phone'], detail: 'Billing_City' },
  Products: { word: ['Product_Name', 'Product_Code'], detail: 'Product_Code' },
  Vendors: { email: ['Email'], phone: ['Phone'], detail: 'Email' },
  Deals: { detail: 'Stage' },
};

/**
 * The records of a module with a text in their name, code, email address, or phone number, the
 * latest first. Also finds those that the search doesn’t know yet.
 * Source: `POST /crm/v8/coql`; 204 if nothing is found.
 */
export async function queryRecords(
  crm: Crm,
  module: string,
  by: SearchBy,
  text: string,
  signal: AbortSignal,
): Promise<Result<FoundRecord[]>> {
  const known = Object.hasOwn(FIELDS, module) ? FIELDS[module] : undefined;
  const fields = known?.[by] ?? known?.word ?? [nameField(module)];
  const isPhone = fields[0] === 'Phone';
  const like = isPhone ? digitsIn(text) : containing(text);
  const selected = new Set(['id', nameField(module), 'Record_Image', ...fields]);
  if (known !== undefined) {
    selected.add(known.detail);
  }
  const criteria = fields.map((field) => `${field} like ${like}`).join(' or ');
  const answer = await askCoql(
    crm,
    `select ${[...selected].join(', ')} from ${module} where ${criteria} order by Created_Time desc limit ${MOST}`,
    signal,
  );
  if (!answer.ok) {
    return answer;
  }
  const isMeant = (data: Row): boolean =>
    fields.some((field) => {
      const value = data[field];
      return typeof value === 'string' && (isPhone ? hasDigits(value, text) : has(value, text));
    });
  return foundRecords(module, answer.value, isMeant);
}

/** A literal that matches every text that contains the given one, and maybe others. */
export function containing(text: string): string {
  return coqlLiteral(`%${likeText(text)}%`);
}

function digitsIn(text: string): string {
  return `'%${(text.match(/\d/g) ?? []).join('%')}%'`;
}

/** Whether the literal may have found more than was meant. Otherwise, Zoho decides what matches. */
function has(value: string, text: string): boolean {
  return !/[\\%_\p{Cc}]/u.test(text) || value.toLowerCase().includes(text.toLowerCase());
}

function hasDigits(value: string, text: string): boolean {
  return value.replaceAll(/\D/g, '').includes(text.replaceAll(/\D/g, ''));
}
