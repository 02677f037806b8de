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

/** By what Zoho searches. It takes one of them at a time. */
export type SearchBy = 'email' | 'phone' | 'word';

export interface FoundRecord {
  readonly key: RecordKey;
  readonly name: string | undefined;
  /** What tells records of the same name apart: company, code, mail address. */
  readonly detail: string | undefined;
  readonly hasPhoto: boolean;
}

/** Fields by which people tell records apart, the most telling first. */
const DETAILS = ['Product_Code', 'Company', 'Email', 'Phone', 'Billing_City', 'Stage'];

/** More do not help: one types on. */
export const MOST = 20;

/**
 * The records of a module that Zoho finds, the best first. A record that was made a moment ago may
 * not be among them yet.
 * Source: `GET /crm/v8/{module}/search`; 204 where nothing is found.
 *
 * @param text as `searchTextOf` has it; two characters at least
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
  const answer = await crm.ask({
    call: 'search',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [module, 'search'],
    query: { [by]: text, per_page: String(MOST), ...(only && { converted: 'true' }) },
    personal: true,
    scope: SEARCH_SCOPE,
    signal,
  });
  return answer.ok ? foundRecords(module, answer.value) : answer;
}

/** The records in an answer, as far as they are meant. */
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

/** Undefined where it does not say which record it is. */
function foundIn(module: string, row: Row): FoundRecord | undefined {
  const id = idIn(row.id);
  if (id === undefined) {
    return undefined;
  }
  const [detail] = DETAILS.flatMap((field) => textOfValue(row[field]) ?? []);
  const hasPhoto = textOfValue(row.Record_Image) !== undefined;
  return { key: { module, id }, name: nameIn(module, row), detail, hasPhoto };
}
