import type { CrmAddress, RecordLink } from '../zoho/crmAddress.ts';
import { readCrmAddress } from '../zoho/crmAddress.ts';
import { readRecordId } from '../zoho/recordId.ts';

/** Which part of a link can't be read. */
type LinkPart = 'path' | 'query' | 'url' | 'module' | 'id' | 'org';

export type UploadLinkProblem =
  | { readonly kind: 'unreadable'; readonly part: LinkPart }
  /** Its URL leads to another page than a record's. */
  | {
      readonly kind: 'no-record';
      readonly address: Exclude<CrmAddress, { readonly kind: 'none' | 'record' }>;
    };

/** A link that names a record by its module has no host. */
const NO_HOST = '';

/** Record URLs are far shorter. */
const LONGEST = 2000;

/**
 * Reads a link to this extension: `/upload?module=Contacts&id=456&org=123`, or `/upload?url=` and
 * the URL of a record. Anybody can make one, so nothing else in it has any effect.
 *
 * @param link without its scheme and authority, decoded once
 * @param custom origin of a custom server's web server
 */
export function readUploadLink(
  { path, query }: { readonly path: string; readonly query: string },
  custom: string | undefined,
): { readonly kind: 'record'; readonly link: RecordLink } | UploadLinkProblem {
  if (path !== '/upload') {
    return unreadable('path');
  }
  if (query.length > LONGEST) {
    return unreadable('query');
  }
  // A URL may have parameters of its own, so all that follows belongs to it.
  return query.startsWith('url=') ? linkByUrl(query.slice(4), custom) : linkByNames(query);
}

function linkByUrl(text: string, custom: string | undefined): ReturnType<typeof readUploadLink> {
  const address = readCrmAddress(text, custom);
  switch (address.kind) {
    case 'none':
      return unreadable('url');
    case 'record': {
      const { tab, id, organization, host } = address;
      return { kind: 'record', link: { tab, id, organization, host } };
    }
    default:
      return { kind: 'no-record', address };
  }
}

function linkByNames(query: string): ReturnType<typeof readUploadLink> {
  const given = (name: string): string[] =>
    query
      .split('&')
      .filter((parameter) => parameter.startsWith(`${name}=`))
      .map((parameter) => parameter.slice(name.length + 1));
  const [module = '', ...moreModules] = given('module');
  if (moreModules.length > 0 || !/^[A-Za-z]\w{0,99}$/.test(module)) {
    return unreadable('module');
  }
  const [idText = '', ...moreIds] = given('id');
  const id = /^(?:zcrm_)?\d+$/.test(idText) ? readRecordId(idText) : undefined;
  if (moreIds.length > 0 || id?.kind !== 'id') {
    return unreadable('id');
  }
  const [org, ...moreOrgs] = given('org');
  const number = /^(?:org)?(\d{5,19})$/.exec(org ?? '')?.[1];
  if (moreOrgs.length > 0 || (org !== undefined && number === undefined)) {
    return unreadable('org');
  }
  const organization = number === undefined ? undefined : `org${number}`;
  return { kind: 'record', link: { tab: module, id: id.id, organization, host: NO_HOST } };
}

function unreadable(part: LinkPart): UploadLinkProblem {
  return { kind: 'unreadable', part };
}
