import type { CrmFailure } from './failure.ts';

/** What can be done with records, as scopes name it. */
type Operation = 'CREATE' | 'DELETE' | 'READ';

/** The modules that have a scope of their own; all custom ones share `custom`. */
const MODULES = ['leads', 'contacts', 'accounts', 'products', 'vendors', 'deals'] as const;

export const ORGANIZATION_SCOPE = 'ZohoCRM.org.READ';
export const USER_SCOPE = 'ZohoCRM.users.READ';
/** The organization's own modules, with their labels. */
export const MODULES_SCOPE = 'ZohoCRM.settings.modules.READ';
/** Whether a module's layouts have photos, and whether this person may change them. */
export const LAYOUTS_SCOPE = 'ZohoCRM.settings.layouts.READ';
/** Finding records by what people know of them. */
export const SEARCH_SCOPE = 'ZohoSearch.securesearch.READ';

/** Finding records that the search does not know yet. It is asked for only when somebody wants it. */
export const COQL_SCOPE = 'ZohoCRM.coql.READ';

/** Which fields a module has, and of which kind. It is asked for only when somebody wants it. */
export const FIELDS_SCOPE = 'ZohoCRM.settings.fields.READ';

/**
 * Whether scopes that were granted allow what needs the one that is wanted. Their case does not
 * matter. One for more allows it as well: `ZohoCRM.modules.ALL` and `ZohoCRM.modules.READ` what
 * `ZohoCRM.modules.leads.READ` does, and `WRITE` what `CREATE` does. Source: Zoho's photo pages.
 */
export function allows(granted: readonly string[], wanted: string): boolean {
  const parts = wanted.toLowerCase().split('.');
  const operation = parts.at(-1) ?? '';
  const operations = [operation, 'all', ...(operation === 'create' ? ['write'] : [])];
  // Of a module, or of all: never of a whole service.
  const places = [parts.slice(0, -1), parts.slice(0, -2)].filter(({ length }) => length >= 2);
  const wider = places.flatMap((place) => operations.map((one) => [...place, one].join('.')));
  const enough = new Set([wanted.toLowerCase(), ...wider]);
  return granted.some((scope) => enough.has(scope.toLowerCase()));
}

/** Scopes, and those of others that they do not allow already. */
export function joinedScopes(scopes: readonly string[], others: readonly string[]): string[] {
  return [...scopes, ...others.filter((other) => !allows(scopes, other))];
}

/** What Zoho would say of a request whose scope was not granted: it need not be sent for that. */
export function scopeMissing(scope: string): CrmFailure & { readonly kind: 'scope-missing' } {
  const error = { status: 401, code: 'OAUTH_SCOPE_MISMATCH', message: '', details: {} };
  return { kind: 'scope-missing', scope, error };
}

/** Whether a scope is of the CRM itself, and of no other service of Zoho's. */
export function isOfCrm(scope: string): boolean {
  return /^ZohoCRM\./i.test(scope);
}

/** The scope for an operation on a module's records or photos. Source: Zoho's photo pages. */
export function moduleScope(module: string, operation: Operation): string {
  const name = MODULES.find((one) => one === module.toLowerCase()) ?? 'custom';
  return `ZohoCRM.modules.${name}.${operation}`;
}

/**
 * What the extension asks to be allowed: to see records and photos and to add photos, in the
 * modules that have photos, to find records, and whose organization it is. Not to change or delete a
 * record: the scope that removing a photo needs is asked for when somebody removes one.
 */
export const SCOPES: readonly string[] = [
  ...[...MODULES, 'custom'].flatMap((module) =>
    (['READ', 'CREATE'] as const).map((operation) => moduleScope(module, operation)),
  ),
  MODULES_SCOPE,
  LAYOUTS_SCOPE,
  SEARCH_SCOPE,
  ORGANIZATION_SCOPE,
  USER_SCOPE,
];
