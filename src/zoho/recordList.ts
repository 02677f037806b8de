import type { CrmAnswer } from './answer.ts';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { CrmRecord } from './record.ts';
import { nameField, recordIn } from './record.ts';
import { pageInfo, rowsIn } from './rows.ts';
import { moduleScope } from './scopes.ts';
import { flagIn, idIn, textOfValue } from './value.ts';

/** A part of a module's records. */
export interface RecordsPart {
  readonly records: readonly CrmRecord[];
  /** Whether there are more. */
  readonly more: boolean;
}

/** Which page of a list: its number, from 1, or the token that the page before had for it. */
export type ListPlace = { readonly page: number } | { readonly token: string };

/** A page of a list. */
export interface ListPage extends RecordsPart {
  /** Undefined after the last one, and where Zoho doesn’t say how to get further. */
  readonly next: ListPlace | undefined;
}

/** The most records of a page, which takes one API credit. */
export const LISTED = 200;
/** By their numbers, only the first 2,000 records can be reached. */
const MOST_PAGES = 10;

/**
 * A page of a module's records, without converted leads and records that wait for approval. The
 * latest one comes first.
 * Source: `GET /crm/v8/{module}?fields=…`; 204 if there is none. Samples of it have a token for the
 * next page from the first page on. All other parameters have to stay the same with it.
 */
export async function listRecords(
  crm: Crm,
  module: string,
  at: ListPlace,
  signal: AbortSignal,
): Promise<Result<ListPage>> {
  const answer = await crm.ask({
    call: 'record',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [module],
    query: {
      fields: photoFields(module).join(','),
      per_page: String(LISTED),
      ...('token' in at ? { page_token: at.token } : { page: String(at.page) }),
    },
    personal: true,
    scope: moduleScope(module, 'READ'),
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const part = recordsPart(module, answer.value, LISTED);
  if (!part.ok) {
    return part;
  }
  const token = textOfValue(pageInfo(answer.value).next_page_token);
  const numbered = 'page' in at && at.page < MOST_PAGES ? { page: at.page + 1 } : undefined;
  const next = token === undefined ? numbered : { token };
  return success({ ...part.value, next: part.value.more ? next : undefined });
}

/** The fields that say what a record is called, and whether it has a photo. */
export function photoFields(module: string): string[] {
  return ['id', nameField(module), 'Record_Image'];
}

/** @param most how many records were requested, at most */
export function recordsPart(module: string, answer: CrmAnswer, most: number): Result<RecordsPart> {
  const rows = rowsIn(answer, 'data');
  if (!rows.ok) {
    return rows;
  }
  const records = rows.value.flatMap((row) => {
    const id = idIn(row.id);
    return id === undefined ? [] : [recordIn({ module, id }, row)];
  });
  const more = flagIn(pageInfo(answer).more_records) ?? rows.value.length >= most;
  return success({ records, more });
}
