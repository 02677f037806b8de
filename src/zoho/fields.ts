import * as v from 'valibot';
import { LOOKUP_VERSION } from './apiVersion.ts';
import type { Crm } from './crm.ts';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import { FIELDS_SCOPE } from './scopes.ts';

/** A field of a module, as the organisation has it. */
export interface CrmField {
  readonly apiName: string;
  /** The organisation's own word for it. */
  readonly label: string;
  /** Zoho's: `text`, `autonumber`, `email` and others. */
  readonly dataType: string;
  /** Whether no two records have the same. */
  readonly unique: boolean;
  /** Nothing can be compared with its values. */
  readonly encrypted: boolean;
  /** Whether criteria may name it. */
  readonly searchable: boolean;
}

const Shape = v.object({
  fields: v.array(
    v.object({
      api_name: v.string(),
      field_label: v.string(),
      display_label: v.nullish(v.string()),
      data_type: v.string(),
      visible: v.optional(v.boolean(), true),
      /** `{}`, or how values are told apart. */
      unique: v.nullish(v.looseObject({})),
      /** Null, or how it is encrypted. */
      crypt: v.nullish(v.looseObject({})),
      searchable: v.optional(v.boolean(), true),
      filterable: v.optional(v.boolean(), true),
    }),
  ),
});

/**
 * The fields of a module.
 * Source: `GET /crm/v8/settings/fields?module=`; 204 where there is none.
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
  if (answer.value.status === 204) {
    return success([]);
  }
  const found = valueOf(answer.value, Shape);
  if (!found.ok) {
    return found;
  }
  const shown = found.value.fields.filter(({ visible }) => visible);
  return success(
    shown.map((field) => ({
      apiName: field.api_name,
      label: field.display_label ?? field.field_label,
      dataType: field.data_type,
      unique: isFilled(field.unique),
      encrypted: isFilled(field.crypt),
      searchable: field.searchable || field.filterable,
    })),
  );
}

function isFilled(details: object | null | undefined): boolean {
  return Object.keys(details ?? {}).length > 0;
}
