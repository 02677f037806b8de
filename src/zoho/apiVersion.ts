/** The CRM API's versions that have the photo endpoint, oldest first. */
export const API_VERSIONS = ['v2', 'v2.1', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

/** Lookups use the newest version, whichever one uploads. */
export const LOOKUP_VERSION: ApiVersion = 'v8';

/** The automations that can be skipped when a photo is stored. */
export const RESTRICT_TRIGGERS = [
  'workflow',
  'approval',
  'blueprint',
  'pathfinder',
  'orchestration',
] as const;
export type RestrictTrigger = (typeof RESTRICT_TRIGGERS)[number];

const STANDARD = ['Leads', 'Contacts', 'Accounts', 'Products', 'Vendors'];

interface Traits {
  /** API names of the standard modules that support photos. Custom modules do in every version. */
  readonly modules: readonly string[];
  readonly restrictTriggers: readonly RestrictTrigger[];
  /** The same if a photo is removed: documented for v8 only. */
  readonly restrictTriggersOfRemoval: readonly RestrictTrigger[];
}

const early: Traits = {
  modules: STANDARD,
  restrictTriggers: ['workflow'],
  restrictTriggersOfRemoval: [],
};
const withDeals: Traits = { ...early, modules: [...STANDARD, 'Deals'] };

/** Everything about photos that differs between versions. Source: Zoho's page of each version. */
export const VERSION_TRAITS: Record<ApiVersion, Traits> = {
  v2: early,
  'v2.1': early,
  v3: early,
  v4: early,
  v5: withDeals,
  v6: withDeals,
  v7: withDeals,
  v8: {
    modules: withDeals.modules,
    restrictTriggers: RESTRICT_TRIGGERS,
    restrictTriggersOfRemoval: RESTRICT_TRIGGERS,
  },
};

/** The wanted triggers that an upload in this version can restrict. */
export function knownTriggers(
  version: ApiVersion,
  wanted: readonly RestrictTrigger[],
): RestrictTrigger[] {
  return wanted.filter((trigger) => VERSION_TRAITS[version].restrictTriggers.includes(trigger));
}
