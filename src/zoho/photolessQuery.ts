import { askCoql } from './coqlQuery.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { RecordsPart } from './recordList.ts';
import { photoFields, recordsPart } from './recordList.ts';

/**
 * Records of a module without a photo, by ID. It isn’t sure that Zoho accepts the condition: its page
 * on COQL has such a query, but the field’s metadata says that it isn’t filterable. Leads that were
 * converted may be among them.
 * Source: `POST /crm/v8/coql`; 204 if nothing is found. `limit` has the offset first; offsets reach
 * 100,000 records.
 *
 * @param from the first row, counted from 0
 * @param rows at most 2,000, for three API credits; 200 take one
 */
export function queryPhotoless(
  crm: Crm,
  module: string,
  { from, rows }: { readonly from: number; readonly rows: number },
  signal: AbortSignal,
): Promise<Result<RecordsPart>> {
  return queryByPhoto(crm, module, 'null', { from, rows }, signal);
}

/** Whether such a query finds a record with a photo: where none is ever met, it finds nothing. */
export async function findsPhotos(
  crm: Crm,
  module: string,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const one = { from: 0, rows: 1 };
  const part = await queryByPhoto(crm, module, 'not null', one, signal);
  return part.ok ? success(part.value.records.length > 0) : part;
}

async function queryByPhoto(
  crm: Crm,
  module: string,
  what: 'not null' | 'null',
  { from, rows }: { readonly from: number; readonly rows: number },
  signal: AbortSignal,
): Promise<Result<RecordsPart>> {
  const select = `select ${photoFields(module).join(', ')} from ${module}`;
  const where = `where Record_Image is ${what} order by id asc limit ${from}, ${rows}`;
  const answer = await askCoql(crm, `${select} ${where}`, signal);
  return answer.ok ? recordsPart(module, answer.value, rows) : answer;
}
