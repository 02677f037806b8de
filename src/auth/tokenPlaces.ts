import type { Authority, Place } from '../zoho/dataCenter.ts';
import { placesOfApiDomain } from '../zoho/dataCenter.ts';

/**
 * The places that a new token may be for, by the `api_domain` in its answer. If that names no
 * server, it says nothing. A URL of the authority counts, however it is written. If it names
 * somebody else's server, there is no place: whoever changed the answer may have changed the token,
 * too, and photos would go to their organization.
 */
export function placesOfToken(authority: Authority, apiDomain: string): readonly Place[] {
  return placesOfApiDomain(authority, originNamed(apiDomain) ?? '');
}

/**
 * The origin that a text names, with or without a scheme; undefined if it names no server. A text
 * with more than a URL in it is returned as it is, and matches nobody's.
 */
function originNamed(text: string): string | undefined {
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const url = URL.parse(hasScheme ? text : `https://${text}`);
  if (url === null || (!hasScheme && !url.hostname.includes('.'))) {
    return undefined;
  }
  return url.username === '' && url.password === '' ? url.origin : text;
}
