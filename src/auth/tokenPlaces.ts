import type { Authority, Place } from '../zoho/dataCenter.ts';
import { placesOfApiDomain } from '../zoho/dataCenter.ts';

/**
 * The places that a new token may be for, by what stands in its answer's `api_domain`. What names no
 * server says nothing; an address of the authority's own counts however it is written. What names
 * somebody else's leads nowhere: whoever changes answers on their way may have changed the token as well, and photos would
 * go to an organization of theirs.
 */
export function placesOfToken(authority: Authority, apiDomain: string): readonly Place[] {
  return placesOfApiDomain(authority, originNamed(apiDomain) ?? '');
}

/**
 * The origin that a text names, with a scheme or without; undefined where it names no server. What
 * is more than an address is handed back as it is, and nobody's.
 */
function originNamed(text: string): string | undefined {
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  const url = URL.parse(hasScheme ? text : `https://${text}`);
  if (url === null || (!hasScheme && !url.hostname.includes('.'))) {
    return undefined;
  }
  return url.username === '' && url.password === '' ? url.origin : text;
}
