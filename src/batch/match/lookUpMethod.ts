import { allows, COQL_SCOPE, SEARCH_SCOPE } from '../../zoho/scopes.ts';
import type { KeyField } from '../../zoho/valuedRecord.ts';
import { byQuery, bySearch } from './fieldLookUp.ts';
import { lookUpById } from './idLookUp.ts';
import type { LookUpMethod } from './lookUp.ts';
import type { By, ByFields } from './mapping.ts';

/** The field, or the fields together, that records are found by. */
export function keyField(module: string, by: Exclude<By | ByFields, { kind: 'id' }>): KeyField {
  if (by.kind === 'field') {
    return { module, field: by.field, type: by.type };
  }
  const [field = '', ...also] = by.fields.map((one) => one.field);
  return { module, field, type: 'text', also };
}

/** How to ask for records with the scopes that an account has; undefined if it lacks them. */
export function lookUpMethod(
  module: string,
  by: By | ByFields,
  scopes: readonly string[],
): LookUpMethod | undefined {
  if (by.kind === 'id') {
    return lookUpById(module);
  }
  const key = keyField(module, by);
  return allows(scopes, COQL_SCOPE)
    ? byQuery(key, by.ignoreCase)
    : allows(scopes, SEARCH_SCOPE)
      ? bySearch(key, by.ignoreCase)
      : undefined;
}
