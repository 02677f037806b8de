import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { RecordKey } from './photo.ts';
import { nameIn } from './record.ts';
import type { Row } from './rows.ts';
import { rowsIn } from './rows.ts';
import { SEARCH_SCOPE } from './scopes.ts';
import type { CrmAnswer } from './answer.ts';
import { idIn, textOfValue } from './value.ts';

/** What Zoho searches by. It accepts one of them at a time. */
export type SearchBy = 'email' | 'phone' | 'word';

export interface FoundRecord {
  readonly key: RecordKey;
  readonly name: string | undefined;
  /** What distinguishes records of the same name: company, code, email address. */
  readonly detail: string | undefined;
  readonly hasPhoto: boolean;
}

/** Fields by which people distinguish records, the most useful first. */
const DETAILS = ['Product_Code', 'Company', 'Email', 'Phone', 'Billing_City', 'Stage'];

/** More don’t help: people continue to type. */
export const MOST = 20;

/**
 * The records of a module that Zoho finds, the best first. A record that was created a moment ago
 * may not be among them yet.
 * Source: `GET /crm/v8/{module}/search`; 204 if nothing is found.
 *
 * @param text as `searchTextOf` returns it; at least two characters
 * @param only leads that were converted, which no search finds otherwise
 */
export async function searchRecords(
  crm: Crm,
  module: string,
  by: SearchBy,
  text: string,
  signal: AbortSignal,
  only?: 'converted',
): Promise<Result<FoundRecord[]>> {
  const query = { [by]: text, per_page: String(MOST) };
  const answer = await askSearch(crm, module, query, signal, only);
  return answer.ok ? foundRecords(module, answer.value) : answer;
}

/**
 * Searches a module. Source: `GET /crm/v8/{module}/search`; 204 if nothing is found.
 *
 * @param only leads that were converted, which no search finds otherwise
 */
export function askSearch(
  crm: Crm,
  module: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
  only?: 'converted',
): Promise<Result<CrmAnswer>> {
  return crm.ask({
    call: 'search',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [module, 'search'],
    query: { ...query, ...(only && { converted: 'true' }) },
    personal: true,
    scope: SEARCH_SCOPE,
    signal,
  });
}

/** The records in an answer that are meant. */
export function foundRecords(
  module: string,
  answer: CrmAnswer,
  isMeant: (data: Row) => boolean = () => true,
): Result<FoundRecord[]> {
  const rows = rowsIn(answer, 'data');
  return rows.ok
    ? success(rows.value.filter(isMeant).flatMap((row) => foundIn(module, row) ?? []))
    : rows;
}

/** Undefined if it doesn’t say which record it is. */
function foundIn(module: string, row: Row): FoundRecord | undefined {
  const id = idIn(row.id);
  if (id === undefined) {
    return undefined;
  }
  const [detail] = DETAILS.flatMap((field) => textOfValue(row[field]) ?? []);
  const hasPhoto = textOfValue(row.Record_Image) !== undefined;
  return { key: { module, id }, name: nameIn(module, row), detail, hasPhoto };
}
