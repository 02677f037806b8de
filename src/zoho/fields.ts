import { isObject } from './answer.ts';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { Row } from './rows.ts';
import { rowsIn } from './rows.ts';
import { FIELDS_SCOPE } from './scopes.ts';
import { apiNameIn, flagIn, textOfValue } from './value.ts';

/** A field of a module, as the organization has it. */
export interface CrmField {
  readonly apiName: string;
  /** The organization's own name for it. */
  readonly label: string;
  /** Zoho's: `text`, `autonumber`, `email`, and others; empty if the answer doesn’t say. */
  readonly dataType: string;
  /** Whether no two records have the same value. */
  readonly unique: boolean;
  /** Its values can’t be compared with anything. */
  readonly encrypted: boolean;
  /** Whether criteria may name it. */
  readonly searchable: boolean;
}

/**
 * The fields of a module.
 * Source: `GET /crm/v8/settings/fields?module=`; 204 if there is none.
 */
export async function findFields(
  crm: Crm,
  module: string,
  signal: AbortSignal,
): Promise<Result<CrmField[]>> {
  const answer = await crm.ask({
    call: 'settings',
    method: 'GET',
    version: LOOKUP_VERSION,
    path: ['settings', 'fields'],
    query: { module },
    personal: true,
    scope: FIELDS_SCOPE,
    signal,
  });
  if (!answer.ok) {
    return answer;
  }
  const rows = rowsIn(answer.value, 'fields');
  return rows.ok ? success(rows.value.flatMap((row) => fieldIn(row) ?? [])) : rows;
}

/** Undefined if it has no name, or is hidden. */
function fieldIn(row: Row): CrmField | undefined {
  const apiName = apiNameIn(row.api_name);
  if (apiName === undefined || flagIn(row.visible) === false) {
    return undefined;
  }
  return {
    apiName,
    label: textOfValue(row.display_label) ?? textOfValue(row.field_label) ?? apiName,
    dataType: textOfValue(row.data_type)?.toLowerCase() ?? '',
    // `{}`, or how values are distinguished.
    unique: isFilled(row.unique),
    // Null, or how it is encrypted.
    encrypted: isFilled(row.crypt),
    searchable: flagIn(row.searchable) !== false || flagIn(row.filterable) !== false,
  };
}

function isFilled(details: unknown): boolean {
  return flagIn(details) ?? (isObject(details) && Object.keys(details).length > 0);
}
