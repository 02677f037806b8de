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
  /** What people call it: a person's full name, a product's name. Undefined if it has none. */
  readonly name: string | undefined;
  /** Its field `Record_Image`: null without a photo, undefined if the record doesn’t say. */
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
 * The record, or undefined if there is none with this ID. If Zoho returns none, it is asked once
 * more whether the record was converted or awaits approval, which is a failure then.
 * Source: `GET /crm/v8/{module}/{id}`: 204 for a deleted record, 400 INVALID_DATA for a foreign ID.
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
  // Another record's data, or nobody's, must not count as this one's.
  const own = rows.value.find(({ id }) => idIn(id) === key.id);
  return own === undefined ? failed(failureOf(answer.value)) : success(recordIn(key, own));
}

async function unlessHidden(
  crm: Crm,
  { module, id }: RecordKey,
  signal: AbortSignal,
): Promise<Result<undefined>> {
  const hidden = await findHidden(crm, module, [id], signal);
  // Whatever comes of the second request, the first was answered.
  const why = hidden.ok ? hidden.value.get(id) : undefined;
  return why === undefined ? success(undefined) : failed(hiddenFailure(why));
}

/** A record from its fields. */
export function recordIn(key: RecordKey, fields: Readonly<Record<string, unknown>>): CrmRecord {
  const mark = fields.Record_Image;
  const photoMark = mark === null ? null : textOfValue(mark);
  return { key, name: nameIn(key.module, fields), photoMark };
}

/** What people call a record, from its fields. */
export function nameIn(
  module: string,
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  return textOfValue(data[nameField(module)]);
}

/** The field with the name. */
export function nameField(module: string): string {
  return (Object.hasOwn(NAME_FIELDS, module) ? NAME_FIELDS[module] : undefined) ?? 'Name';
}
