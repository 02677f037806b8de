import type { Crm } from '../../zoho/crm.ts';
import type { MatchingField } from '../match/matchingFields.ts';
import { fieldIsEncrypted, fieldIsNotSearchable } from '../words/uploadMatching.ts';
import type { FieldChoice, Fields } from './question.ts';

/** The fields to match records by; common ones if Zoho doesn't list the module's fields. */
export async function fieldsOf(crm: Crm, module: string, signal: AbortSignal): Promise<Fields> {
  const { findFields } = await import('../../zoho/fields.ts');
  const { matchingFields, usualFields } = await import('../match/matchingFields.ts');
  const found = await findFields(crm, module, signal);
  const fields = found.ok ? matchingFields(module, found.value) : usualFields(module);
  const lacking =
    !found.ok && found.failure.kind === 'scope-missing' ? found.failure.scope : undefined;
  return { fields: fields.map(choiceOf), lacking };
}

function choiceOf({ apiName, label, type, unique, bar }: MatchingField): FieldChoice {
  return { apiName, label, type, isUnique: unique, bar: barWords(bar) };
}

function barWords(bar: MatchingField['bar']): string | undefined {
  switch (bar) {
    case 'encrypted':
      return fieldIsEncrypted();
    case 'not-searchable':
      return fieldIsNotSearchable();
    case undefined:
      return undefined;
  }
}
