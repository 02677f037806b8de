import type { Account } from '../../auth/account.ts';
import type { Services } from '../../commands/services.ts';
import { organizationName } from '../../ui/names.ts';
import { withProgressIfSlow } from '../../ui/progress.ts';
import { wordsOfModuleProblem } from '../../ui/words/target.ts';
import { moduleProblem } from '../../upload/target.ts';
import type { Rule } from '../match/mapping.ts';
import { offerMappingsFile } from './openMappingsFile.ts';
import * as words from './words/teamMappings.ts';
import type { WorkspaceMapping } from './workspaceMappings.ts';

/**
 * Whether an organization has the module and fields of a workspace's mapping, as far as Zoho says:
 * the file may have been made in another organization.
 *
 * @returns undefined when the person cancels; false after a message that something is missing
 */
export async function hasModuleAndFields(
  services: Services,
  account: Account,
  { team: { mapping }, file }: WorkspaceMapping,
): Promise<boolean | undefined> {
  const { module, rule } = mapping;
  const show = (message: string): false => {
    void offerMappingsFile('error', message, file);
    return false;
  };
  const problem = moduleProblem(module, services.settings.apiVersion());
  if (problem !== undefined) {
    return show(words.moduleNotUsable(file.label, module, wordsOfModuleProblem(problem)));
  }
  const organization = organizationName(account);
  const { findFields } = await import('../../zoho/fields.ts');
  const crm = services.sessions.crmOf(account);
  const found = await withProgressIfSlow(words.checkingFields(organization), (signal) =>
    findFields(crm, module, signal),
  );
  if (found === undefined) {
    return undefined;
  }
  if (!found.ok) {
    // Anything else shows when the records are looked up.
    return found.failure.kind === 'module-invalid'
      ? show(words.moduleNotThere(file.label, module, organization))
      : true;
  }
  const known = new Set(found.value.map(({ apiName }) => apiName));
  const absent = known.size === 0 ? [] : fieldsOfRule(rule).filter((name) => !known.has(name));
  return absent.length === 0
    ? true
    : show(words.fieldsNotThere(file.label, module, absent, organization));
}

function fieldsOfRule({ by }: Rule): string[] {
  switch (by.kind) {
    case 'id':
      return [];
    case 'field':
      return [by.field];
    case 'fields':
      return by.fields.map(({ field }) => field);
  }
}
