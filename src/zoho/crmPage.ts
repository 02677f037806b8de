import type { RecordIdProblem } from './recordId.ts';
import { readRecordId } from './recordId.ts';

/** What a page of the CRM shows that is no record's. */
export type CrmPage =
  | { readonly kind: 'create' | 'home' | 'kanban' | 'list' | 'report' | 'settings' }
  /** An address of a record that names none: what there is in place of its ID is none. */
  | { readonly kind: 'bad-id'; readonly problem: RecordIdProblem }
  | { readonly kind: 'no-id' | 'no-module' }
  | { readonly kind: 'unknown' };

export interface CrmPlace {
  /** What the address calls the organisation: `org` and its number, or a name of its choice. */
  readonly organisation: string | undefined;
  readonly shows: CrmPage | { readonly kind: 'record'; readonly tab: string; readonly id: string };
}

const TAB = /^[a-z]\w*$/i;

/** Tabs that have no records. */
const OTHER_TABS: Readonly<Record<string, CrmPage['kind'] & ('home' | 'report')>> = {
  analytics: 'report',
  dashboards: 'report',
  dashboard: 'report',
  feeds: 'home',
  home: 'home',
  reports: 'report',
  workqueue: 'home',
};

/** Pages of records by `module` and `id`; the second one is in old links. */
const ENTITY = /^(?:Show)?EntityInfo(?:\.do)?$/i;

/**
 * What an address shows, by the parts of its path behind `/crm/` and its parameters: a record is at
 * `org123/tab/Leads/456`, `tab/Leads/456`, `EntityInfo.do?module=Leads&id=456`, with whatever follows.
 * Source: addresses seen in the wild; Zoho documents none.
 */
export function crmPlaceOf(parts: readonly string[], parameters: URLSearchParams): CrmPlace {
  const [first = ''] = parts;
  const isNamed = first !== '' && first.toLowerCase() !== 'tab' && !/\.do$|^ShowTab$/i.test(first);
  const organisation = isNamed ? first : undefined;
  const rest = isNamed ? parts.slice(1) : parts;
  return { organisation, shows: shownAt(rest, parameters) };
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
  if (/^(?:settings|setup)$/i.test(what)) {
    return { kind: 'settings' };
  }
  return { kind: what === '' || /^ShowHomePage/i.test(what) ? 'home' : 'unknown' };
}

function inTab([tab = '', ...more]: readonly string[]): CrmPlace['shows'] {
  const name = tab.toLowerCase();
  if (!TAB.test(tab)) {
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
  if (id === '') {
    return { kind: 'no-id' };
  }
  const read = readRecordId(id);
  if (read.kind === 'none') {
    return { kind: 'bad-id', problem: read.problem };
  }
  return TAB.test(module) ? { kind: 'record', tab: module, id: read.id } : { kind: 'no-module' };
}

/** A parameter's value, in whatever case it is written; none where there are several. */
function onlyOne(parameters: URLSearchParams, name: string): string {
  const values = [...parameters].flatMap(([key, value]) =>
    key.toLowerCase() === name ? [value.trim()] : [],
  );
  const [first = '', ...others] = new Set(values);
  return others.length === 0 ? first : '';
}
