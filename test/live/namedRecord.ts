import type { ApiVersion } from '../../src/zoho/apiVersion.ts';
import type { Authority, DataCenter } from '../../src/zoho/dataCenter.ts';
import { nameIn } from '../../src/zoho/record.ts';
import { readRecordId } from '../../src/zoho/recordId.ts';
import { recordLinkOf } from '../../src/zoho/recordLink.ts';
import { idIn, textOfValue } from '../../src/zoho/value.ts';
import { webHostOf } from '../../src/zoho/webHost.ts';
import { rowsOf, statusAndCode } from './answer.ts';
import type { SandboxApi } from './sandboxApi.ts';

/** The record as the person named it. */
export interface RecordName {
  /** The tab's name in a URL, or a module's API name. */
  readonly tab: string;
  readonly id: string;
  /** From a URL. */
  readonly organization?: string;
  readonly host?: string;
  readonly dataCenter?: DataCenter;
}

export interface NamedRecord {
  /** API name. */
  readonly module: string;
  readonly isCustom: boolean;
  readonly id: string;
  /** What people call it, for the terminal only. */
  readonly name: string | undefined;
  /** The version that photos are uploaded with: the oldest one that is documented for the module. */
  readonly version: ApiVersion;
}

/** A URL of the CRM, or `Contacts/5540000000123456`. Undefined if it is neither. */
export function readRecordName(text: string, web: string | undefined): RecordName | undefined {
  const link = recordLinkOf(text, web);
  if (link !== undefined) {
    const dataCenter = web === undefined ? webHostOf(link.host)?.dataCenter : undefined;
    return {
      tab: link.tab,
      id: link.id,
      host: link.host,
      ...(link.organization === undefined ? {} : { organization: link.organization }),
      ...(dataCenter === undefined ? {} : { dataCenter }),
    };
  }
  const [, tab, rest = ''] = /^\s*([A-Za-z]\w*)\s*[/ ]\s*(\S+)\s*$/.exec(text) ?? [];
  const id = readRecordId(rest);
  return tab === undefined || id.kind === 'none' ? undefined : { tab, id: id.id };
}

const STANDARD = ['Leads', 'Contacts', 'Accounts', 'Products', 'Vendors', 'Deals'];

/** The scope that uploads in the module need, before it is known whether it is custom. */
export function scopeModule({ tab }: RecordName): string {
  const name = tab === 'Potentials' ? 'Deals' : tab;
  return STANDARD.includes(name) ? name.toLowerCase() : 'custom';
}

/** How many calls `findNamed` makes at most. */
export const FINDING_CALLS = 2;

/** @returns the record, or why it can't be used */
export async function findNamed(
  api: SandboxApi,
  { tab, id }: RecordName,
  signal: AbortSignal,
): Promise<NamedRecord | string> {
  const module = await moduleOf(api, tab, signal);
  if (typeof module === 'string') {
    return module;
  }
  const path = [module.apiName, id];
  const answer = await api.send({ method: 'GET', version: 'v8', path }, signal);
  const row = rowsOf(answer, 'data').find((each) => idIn(each.id) === id);
  if (row === undefined) {
    return `Zoho has no such record in this sandbox (${statusAndCode(answer)}).`;
  }
  return {
    module: module.apiName,
    isCustom: module.isCustom,
    id,
    name: nameIn(module.apiName, row),
    version: module.apiName === 'Deals' ? 'v8' : 'v2',
  };
}

async function moduleOf(
  api: SandboxApi,
  tab: string,
  signal: AbortSignal,
): Promise<{ apiName: string; isCustom: boolean } | string> {
  const name = tab === 'Potentials' ? 'Deals' : tab;
  if (STANDARD.includes(name)) {
    return { apiName: name, isCustom: false };
  }
  const path = ['settings', 'modules'];
  const answer = await api.send({ method: 'GET', version: 'v8', path }, signal);
  const row = rowsOf(answer, 'modules').find(
    (each) => each.module_name === tab || each.api_name === tab,
  );
  const apiName = textOfValue(row?.api_name);
  return apiName === undefined
    ? `Zoho lists no module with this tab (${statusAndCode(answer)}).`
    : { apiName, isCustom: row?.generated_type === 'custom' };
}

/** The data center that the person's server belongs to. */
export function placeShown(authority: Authority): string {
  return authority.kind === 'zoho' ? authority.dataCenter : 'a custom server';
}
