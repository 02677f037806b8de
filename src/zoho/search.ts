import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { RecordKey } from './photo.ts';
import { nameIn } from './record.ts';
import { SEARCH_SCOPE } from './scopes.ts';
import type { Incoming } from './sender.ts';

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

const Records = v.object({
  data: v.array(v.looseObject({ id: v.string() })),
});

/**
 * The records of a module that Zoho finds, the best first. A record that was made a moment ago may
 * not be among them yet.
 * Source: `GET /crm/v8/{module}/search`; 204 where nothing is found.
 *
 * @param text two characters at least, three of a phone number
 */
export async function searchRecords(
  crm: Crm,
  module: string,
  by: SearchBy,
  text: string,
  signal: AbortSignal,
): Promise<Result<FoundRecord[]>> {
  const answer = await crm.ask({
    call: 'search',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [module, 'search'],
    query: { [by]: text, per_page: String(MOST) },
    personal: true,
    scope: SEARCH_SCOPE,
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  if (answer.value.status === 204) {
    return success([]);
  }
  return foundRecords(module, answer.value);
}

/** The records in an answer, as far as they are meant. */
export function foundRecords(
  module: string,
  answer: Incoming,
  isMeant: (data: Record<string, unknown>) => boolean = () => true,
): Result<FoundRecord[]> {
  const found = valueOf(answer, Records);
  return found.ok
    ? success(found.value.data.filter(isMeant).map((data) => foundIn(module, data)))
    : found;
}

function foundIn(module: string, data: Record<string, unknown> & { id: string }): FoundRecord {
  const detail = DETAILS.map((field) => data[field]).find(
    (value) => typeof value === 'string' && value !== '',
  );
  return {
    key: { module, id: data.id },
    name: nameIn(module, data),
    detail: typeof detail === 'string' ? detail : undefined,
    hasPhoto: typeof data.Record_Image === 'string' && data.Record_Image !== '',
  };
}
