import type { CrmFailure } from './failure.ts';

/** What can be done with records, as scopes name it. */
type Operation = 'CREATE' | 'DELETE' | 'READ';

/** The modules with their own scope. All custom ones share `custom`. */
const MODULES = ['leads', 'contacts', 'accounts', 'products', 'vendors', 'deals'] as const;

export const ORGANIZATION_SCOPE = 'ZohoCRM.org.READ';
export const USER_SCOPE = 'ZohoCRM.users.READ';
/** The organization's own modules, with their labels. */
export const MODULES_SCOPE = 'ZohoCRM.settings.modules.READ';
/** Whether a module's layouts have photos, and whether this person may change them. */
export const LAYOUTS_SCOPE = 'ZohoCRM.settings.layouts.READ';
/** Finds records by what people know about them. */
export const SEARCH_SCOPE = 'ZohoSearch.securesearch.READ';

/** Finds records that the search doesn’t know yet. Requested only when somebody needs it. */
export const COQL_SCOPE = 'ZohoCRM.coql.READ';

/** The fields of a module, and their types. Requested only when somebody needs it. */
export const FIELDS_SCOPE = 'ZohoCRM.settings.fields.READ';

/**
 * Whether the granted scopes include the wanted one. Case doesn’t matter. A broader scope includes
 * it, too: `ZohoCRM.modules.ALL` and `ZohoCRM.modules.READ` include `ZohoCRM.modules.leads.READ`,
 * and `WRITE` includes `CREATE`. Source: Zoho's photo pages.
 */
export function allows(granted: readonly string[], wanted: string): boolean {
  const parts = wanted.toLowerCase().split('.');
  const operation = parts.at(-1) ?? '';
  const operations = [operation, 'all', ...(operation === 'create' ? ['write'] : [])];
  // For a module, or for all: never for a whole service.
  const places = [parts.slice(0, -1), parts.slice(0, -2)].filter(({ length }) => length >= 2);
  const wider = places.flatMap((place) => operations.map((one) => [...place, one].join('.')));
  const enough = new Set([wanted.toLowerCase(), ...wider]);
  return granted.some((scope) => enough.has(scope.toLowerCase()));
}

/** Scopes, and those others that they don’t include already. */
export function joinedScopes(scopes: readonly string[], others: readonly string[]): string[] {
  return [...scopes, ...others.filter((other) => !allows(scopes, other))];
}

/** Zoho's answer to a request whose scope wasn’t granted. The request needn’t be sent for that. */
export function scopeMissing(scope: string): CrmFailure & { readonly kind: 'scope-missing' } {
  const error = { status: 401, code: 'OAUTH_SCOPE_MISMATCH', message: '', details: {} };
  return { kind: 'scope-missing', scope, error };
}

/** Whether a scope belongs to the CRM itself, not to another service of Zoho's. */
export function isOfCrm(scope: string): boolean {
  return /^ZohoCRM\./i.test(scope);
}

/** The scope for an operation on a module's records or photos. Source: Zoho's photo pages. */
export function moduleScope(module: string, operation: Operation): string {
  const name = MODULES.find((one) => one === module.toLowerCase()) ?? 'custom';
  return `ZohoCRM.modules.${name}.${operation}`;
}

/** The names that modules have in scopes, for those with their own. */
const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  MODULES.map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)]),
);

/** The modules in which scopes allow deleting; undefined for all custom ones. */
export function deletedModules(scopes: readonly string[]): (string | undefined)[] {
  return scopes.flatMap((scope) => {
    const [, module] = /^ZohoCRM\.modules\.(\w+)\.DELETE$/i.exec(scope) ?? [];
    return module === undefined ? [] : [NAMES[module.toLowerCase()]];
  });
}

/** The scopes that deleting photos in modules needs and the granted ones don’t include. */
export function deletionsLacking(granted: readonly string[], modules: readonly string[]): string[] {
  const needed = new Set(modules.map((module) => moduleScope(module, 'DELETE')));
  return [...needed].filter((scope) => !allows(granted, scope));
}

/**
 * What the extension asks for: seeing records and photos and adding photos, in the modules that
 * have photos, finding records, and identifying the organization. It doesn’t ask to change or
 * delete a record: the scope for removing a photo is requested when somebody removes one.
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

/** Deleting photos in the modules that have photos. Requested only if the person allows it. */
export const DELETION_SCOPES: readonly string[] = [...MODULES, 'custom'].map((module) =>
  moduleScope(module, 'DELETE'),
);
