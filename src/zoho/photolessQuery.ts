import { askCoql } from './coqlQuery.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
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
export async function queryPhotoless(
  crm: Crm,
  module: string,
  { from, rows }: { readonly from: number; readonly rows: number },
  signal: AbortSignal,
): Promise<Result<RecordsPart>> {
  const select = `select ${photoFields(module).join(', ')} from ${module}`;
  const where = `where Record_Image is null order by id asc limit ${from}, ${rows}`;
  const answer = await askCoql(crm, `${select} ${where}`, signal);
  return answer.ok ? recordsPart(module, answer.value, rows) : answer;
}
