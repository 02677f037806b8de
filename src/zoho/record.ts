import { failureOf } from './answer.ts';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';
import { findHidden, hiddenFailure } from './hiddenRecords.ts';
import type { RecordKey } from './photo.ts';
import { rowsIn } from './rows.ts';
import { moduleScope } from './scopes.ts';
import { idIn, textOfValue } from './value.ts';

export interface CrmRecord {
  readonly key: RecordKey;
  /** What people call it: a person's full name, a product's name. Undefined where it has none. */
  readonly name: string | undefined;
  /** Its field `Record_Image`: null without a photo, undefined where the record does not tell. */
  readonly photoMark: string | null | undefined;
}

/** The field that names a record, by module. Custom modules have `Name`. */
const NAME_FIELDS: Readonly<Record<string, string>> = {
  Leads: 'Full_Name',
  Contacts: 'Full_Name',
  Accounts: 'Account_Name',
  Products: 'Product_Name',
  Vendors: 'Vendor_Name',
  Deals: 'Deal_Name',
};

/**
 * The record, or undefined where there is none of that id. Where Zoho tells of none, it is asked
 * once more whether that is because it was converted or awaits approval, which is a failure then.
 * Source: `GET /crm/v8/{module}/{id}`: 204 for a deleted record, 400 INVALID_DATA for a foreign id.
 */
export async function findRecord(
  crm: Crm,
  key: RecordKey,
  signal: AbortSignal,
): Promise<Result<CrmRecord | undefined>> {
  const answer = await crm.ask({
    call: 'record',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: [key.module, key.id],
    personal: true,
    scope: moduleScope(key.module, 'READ'),
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const rows = rowsIn(answer.value, 'data');
  if (!rows.ok) {
    const { kind } = rows.failure;
    const none = kind === 'record-invalid' || kind === 'photo-or-record-invalid';
    return none ? unlessHidden(crm, key, signal) : rows;
  }
  if (rows.value.length === 0) {
    return unlessHidden(crm, key, signal);
  }
  // What is found of another record, or of none, is not to be taken for this one.
  const own = rows.value.find(({ id }) => idIn(id) === key.id);
  return own === undefined ? failed(failureOf(answer.value)) : success(recordIn(key, own));
}

async function unlessHidden(
  crm: Crm,
  { module, id }: RecordKey,
  signal: AbortSignal,
): Promise<Result<undefined>> {
  const hidden = await findHidden(crm, module, [id], signal);
  // Whatever comes of the second question, the first has been answered.
  const why = hidden.ok ? hidden.value.get(id) : undefined;
  return why === undefined ? success(undefined) : failed(hiddenFailure(why));
}

/** A record by its fields. */
export function recordIn(key: RecordKey, fields: Readonly<Record<string, unknown>>): CrmRecord {
  const mark = fields.Record_Image;
  const photoMark = mark === null ? null : textOfValue(mark);
  return { key, name: nameIn(key.module, fields), photoMark };
}

/** What people call a record, by its fields. */
export function nameIn(
  module: string,
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  return textOfValue(data[nameField(module)]);
}

/** The field that has it. */
export function nameField(module: string): string {
  return (Object.hasOwn(NAME_FIELDS, module) ? NAME_FIELDS[module] : undefined) ?? 'Name';
}
