import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { RecordKey } from './photo.ts';
import { moduleScope } from './scopes.ts';

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

const Records = v.object({ data: v.tuple([v.record(v.string(), v.unknown())]) });

/**
 * The record, or undefined where there is none of that id.
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
  if (answer.value.status === 204) {
    return success(undefined);
  }
  const record = valueOf(answer.value, Records);
  if (!record.ok) {
    const { kind } = record.failure;
    const none = kind === 'record-invalid' || kind === 'photo-or-record-invalid';
    return none ? success(undefined) : failed(record.failure);
  }
  return success(recordIn(key, record.value.data[0]));
}

/** A record by its fields. */
export function recordIn(key: RecordKey, fields: Readonly<Record<string, unknown>>): CrmRecord {
  const mark = fields.Record_Image;
  const photoMark = typeof mark === 'string' || mark === null ? mark : undefined;
  return { key, name: nameIn(key.module, fields), photoMark };
}

/** What people call a record, by its fields. */
export function nameIn(
  module: string,
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  const name = data[nameField(module)];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The field that has it. */
export function nameField(module: string): string {
  return (Object.hasOwn(NAME_FIELDS, module) ? NAME_FIELDS[module] : undefined) ?? 'Name';
}
