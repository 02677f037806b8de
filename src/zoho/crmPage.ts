import type { RecordIdProblem } from './recordId.ts';
import { readRecordId } from './recordId.ts';

/** A page of the CRM that isn’t a record's. */
export type CrmPage =
  | { readonly kind: 'create' | 'home' | 'kanban' | 'list' | 'report' | 'settings' }
  /** A URL of a record without a valid ID. */
  | { readonly kind: 'bad-id'; readonly problem: RecordIdProblem }
  | { readonly kind: 'no-id' | 'no-module' }
  | { readonly kind: 'unknown' };

export interface CrmPlace {
  /** The organization in the URL: `org` and its number, or a name that it chose. */
  readonly organization: string | undefined;
  readonly shows: CrmPage | { readonly kind: 'record'; readonly tab: string; readonly id: string };
}

const TAB = /^[a-z]\w*$/i;

/** Tabs without records. */
const OTHER_TABS: Readonly<Record<string, CrmPage['kind'] & ('home' | 'report')>> = {
  analytics: 'report',
  dashboards: 'report',
  dashboard: 'report',
  feeds: 'home',
  home: 'home',
  reports: 'report',
  workqueue: 'home',
};

/** What can follow `/crm/` in place of an organization's name. */
const NO_NAME =
  /\.do(?:;.*)?$|^(?:ShowTab|WebTo\w+|WebForm\w*|m|org|private|public|search|settings|setup|tab|v\d[\d.]*)$/i;

/** What templates and programs write in place of an ID that they don’t have. */
const NO_ID = /^(?:null|undefined|nan|none)$|^[^\p{L}\p{N}]*[{[<%$#]/iu;

/** Pages of records by `module` and `id`. The second form is in old links. */
const ENTITY = /^(?:Show)?EntityInfo(?:\.do)?$/i;

/**
 * What a URL shows, by the parts of its path after `/crm/` and its parameters. A record is at
 * `org123/tab/Leads/456`, `tab/Leads/456`, `EntityInfo.do?module=Leads&id=456`, and anything may
 * follow.
 * Source: URLs seen in the wild; Zoho documents none.
 */
export function crmPlaceOf(parts: readonly string[], parameters: URLSearchParams): CrmPlace {
  const [first = ''] = parts;
  const isNamed = first !== '' && !NO_NAME.test(first);
  const organization = isNamed ? first : undefined;
  const rest = isNamed ? parts.slice(1) : parts;
  return { organization, shows: shownAt(rest, parameters) };
}

function shownAt(parts: readonly string[], parameters: URLSearchParams): CrmPlace['shows'] {
  const [what = '', ...more] = parts;
  if (what.toLowerCase() === 'tab') {
    return inTab(more);
  }
  if (ENTITY.test(what.replace(/;.*$/, ''))) {
    return entityIn(parameters);
  }
  if (/^Create\w*\.do$/i.test(what)) {
    return { kind: 'create' };
  }
  if (/^ShowTab(?:\.do)?$/i.test(what)) {
    return { kind: 'list' };
  }
  if (/^(?:settings|setup)$/i.test(what)) {
    return { kind: 'settings' };
  }
  return { kind: what === '' || /^ShowHomePage/i.test(what) ? 'home' : 'unknown' };
}

function inTab([tab = '', ...more]: readonly string[]): CrmPlace['shows'] {
  const name = tab.toLowerCase();
  if (!TAB.test(tab) || /^WebTab\d+$/i.test(tab)) {
    return { kind: tab === '' ? 'home' : 'unknown' };
  }
  const other = Object.hasOwn(OTHER_TABS, name) ? OTHER_TABS[name] : undefined;
  if (other !== undefined) {
    return { kind: other };
  }
  if (name === 'setup' || name === 'settings') {
    return { kind: 'settings' };
  }
  const [id = ''] = more;
  if (id === 'create') {
    return { kind: 'create' };
  }
  if (NO_ID.test(id)) {
    return { kind: 'no-id' };
  }
  if (more.includes('kanban')) {
    return { kind: 'kanban' };
  }
  const read = readRecordId(id);
  if (read.kind === 'id') {
    return { kind: 'record', tab, id: read.id };
  }
  return read.isNamed || /^\d/.test(id)
    ? { kind: 'bad-id', problem: read.problem }
    : { kind: 'list' };
}

function entityIn(parameters: URLSearchParams): CrmPlace['shows'] {
  const [module, id] = [onlyOne(parameters, 'module'), onlyOne(parameters, 'id')];
  if (id === '' || NO_ID.test(id)) {
    return { kind: 'no-id' };
  }
  const read = readRecordId(id);
  if (read.kind === 'none') {
    return { kind: 'bad-id', problem: read.problem };
  }
  return TAB.test(module) ? { kind: 'record', tab: module, id: read.id } : { kind: 'no-module' };
}

/** A parameter's value, with its name in any case; none if there are several. */
function onlyOne(parameters: URLSearchParams, name: string): string {
  const values = [...parameters].flatMap(([key, value]) =>
    key.toLowerCase() === name ? [value.trim()] : [],
  );
  const [first = '', ...others] = new Set(values);
  return others.length === 0 ? first : '';
}
