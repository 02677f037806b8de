import type { CrmModule } from './organization.ts';

export type Operation = 'READ' | 'CREATE' | 'WRITE' | 'DELETE';

/** The standard client's scopes unless a test asks for fewer. */
export const STANDARD_SCOPES: readonly string[] = [
  'ZohoCRM.modules.ALL',
  'ZohoCRM.settings.ALL',
  'ZohoCRM.users.READ',
  'ZohoCRM.org.READ',
  'ZohoSearch.securesearch.READ',
  'ZohoCRM.coql.READ',
];

/** Modules with their own scopes. All custom modules share one. */
const MODULES =
  'leads|accounts|contacts|deals|campaigns|tasks|cases|events|calls|solutions|products|vendors|' +
  'pricebooks|quotes|salesorders|purchaseorders|invoices|custom|notes|activities|attachments|' +
  'approvals|dashboards|search|appointments|services';
const SETTINGS =
  'modules|fields|layouts|related_lists|custom_views|roles|profiles|territories|currencies|' +
  'variables|tags|tab_groups|pipeline|map_dependency|business_hours|layout_rules';
const RECORD = '(ALL|READ|CREATE|WRITE|UPDATE|DELETE)';
/** The scopes of the CRM and of related services. */
const EXISTING: readonly RegExp[] = [
  new RegExp(`^ZohoCRM\\.modules\\.((${MODULES})\\.)?${RECORD}$`, 'i'),
  new RegExp(`^ZohoCRM\\.settings\\.((${SETTINGS})\\.)?${RECORD}$`, 'i'),
  new RegExp(`^ZohoCRM\\.(users|org|bulk|notifications|files|share)\\.${RECORD}$`, 'i'),
  /^ZohoCRM\.(coql\.READ|send_mail\.all\.CREATE|functions\.execute\.(READ|CREATE))$/i,
  /^ZohoSearch\.securesearch\.READ$/i,
  new RegExp(`^ZohoFiles\\.files\\.${RECORD}$`, 'i'),
  /^AaaServer\.profile\.(ALL|READ)$/i,
];

/** The scopes in a parameter, without duplicates; undefined when one of them doesn't exist. */
export function scopesIn(parameter: string | undefined): string[] | undefined {
  const scopes = [...new Set(parameter?.split(','))];
  const all = scopes.every((scope) => EXISTING.some((pattern) => pattern.test(scope)));
  return scopes.length > 0 && all ? scopes : undefined;
}

/** Whether the scope belongs to the CRM rather than another Zoho service. */
export function isOfCrm(scope: string): boolean {
  return /^ZohoCRM\./i.test(scope);
}

/** The wanted scopes that haven't been granted. */
export function scopesBeyond(given: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((scope) => !has(given, [scope]));
}

function has(scopes: readonly string[], wanted: readonly string[]): boolean {
  const given = new Set(scopes.map((scope) => scope.toLowerCase()));
  return wanted.some((scope) => given.has(scope.toLowerCase()));
}

/**
 * Whether one of the operations on a module's records is allowed. `ZohoCRM.modules.custom.…`
 * stands for all custom modules, which have no scopes of their own.
 *
 * @param module undefined for an unknown module: only scopes for all modules match it
 */
export function allowsRecords(
  scopes: readonly string[],
  module: CrmModule | undefined,
  operations: readonly Operation[],
): boolean {
  const wanted = ['ZohoCRM.modules.ALL'];
  // Without a module's name only the first operation is documented: CREATE for an upload.
  wanted.push(...operations.slice(0, 1).map((operation) => `ZohoCRM.modules.${operation}`));
  if (module !== undefined) {
    const name = module.generated_type === 'custom' ? 'custom' : module.api_name;
    wanted.push(
      ...['ALL', ...operations].map((operation) => `ZohoCRM.modules.${name}.${operation}`),
    );
  }
  return has(scopes, wanted);
}

export function allowsSettings(
  scopes: readonly string[],
  what: 'modules' | 'fields' | 'layouts',
): boolean {
  const names = [`settings.${what}.READ`, `settings.${what}.ALL`, 'settings.ALL'];
  return has(
    scopes,
    names.map((name) => `ZohoCRM.${name}`),
  );
}

export function allowsReading(scopes: readonly string[], what: 'users' | 'org'): boolean {
  return has(scopes, [`ZohoCRM.${what}.READ`, `ZohoCRM.${what}.ALL`]);
}

/** Beside the right to read the module's records. */
export function allowsSearch(scopes: readonly string[]): boolean {
  return has(scopes, ['ZohoSearch.securesearch.READ']);
}

/** Beside the right to read the module's records. */
export function allowsCoql(scopes: readonly string[]): boolean {
  return has(scopes, ['ZohoCRM.coql.READ']);
}
