import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { jsonBody } from './jsonBody.ts';
import { nameField } from './record.ts';
import type { Row } from './rows.ts';
import { COQL_SCOPE } from './scopes.ts';
import type { FoundRecord, SearchBy } from './search.ts';
import { foundRecords, MOST } from './search.ts';

/** Fields that a query may name: one that the module does not have would make it fail. */
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
 * The records of a module that have a text in their name, code, mail address or phone number, the
 * latest first: also those that the search does not know yet.
 * Source: `POST /crm/v8/coql`; 204 where nothing is found.
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
  const answer = await crm.ask({
    call: 'query',
    method: 'POST',
    version: LOOKUP_VERSION,
    path: ['coql'],
    body: jsonBody({
      select_query: `select ${[...selected].join(', ')} from ${module} where ${criteria} order by Created_Time desc limit ${MOST}`,
    }),
    personal: true,
    scope: COQL_SCOPE,
    signal,
  });
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

/**
 * A literal of COQL that every text is like which contains the given one; others may be, too.
 * Quotes are doubled (Zoho's "FAQs on COQL API"). What a backslash means there is not documented,
 * so that none is sent: `%` stands for it.
 */
export function containing(text: string): string {
  return `'%${text.replaceAll(/[\\\p{Cc}]/gu, '%').replaceAll("'", "''")}%'`;
}

function digitsIn(text: string): string {
  return `'%${(text.match(/\d/g) ?? []).join('%')}%'`;
}

/** Where the literal may have found more than was meant; else Zoho knows better what is alike. */
function has(value: string, text: string): boolean {
  return !/[\\%_\p{Cc}]/u.test(text) || value.toLowerCase().includes(text.toLowerCase());
}

function hasDigits(value: string, text: string): boolean {
  return value.replaceAll(/\D/g, '').includes(text.replaceAll(/\D/g, ''));
}
