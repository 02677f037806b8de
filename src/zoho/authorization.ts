import { createHash, randomBytes } from 'node:crypto';
import { accountsOf, dataCenterOfAccounts, dataCenterOfLocation } from './dataCenter.ts';
import type { Authority } from './dataCenter.ts';

/** What ties the answer of an authorization to its question. */
interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  /** PKCE's, for clients of the type that documents it. */
  readonly codeVerifier: string | undefined;
}

/** A value that nobody can guess, of letters that need no escaping: 43 of them. */
export function randomValue(): string {
  return randomBytes(32).toString('base64url');
}

/** The page on which a person allows the client to use their CRM. */
export function authorizationPage(authority: Authority, request: AuthorizationRequest): string {
  const { clientId, redirectUri, scopes, state, codeVerifier } = request;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(','),
    access_type: 'offline',
    // Without it Zoho gives a refresh token the first time only.
    prompt: 'consent',
    state,
    ...(codeVerifier === undefined ? {} : challenge(codeVerifier)),
  });
  return `${accountsOf(authority)}/oauth/v2/auth?${query.toString()}`;
}

function challenge(verifier: string): Record<string, string> {
  return {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
}

/** What an address says that Zoho has sent a browser to. */
export type Callback =
  | { readonly kind: 'code'; readonly code: string; readonly authority: Authority }
  | { readonly kind: 'scopes-added' }
  | { readonly kind: 'refused'; readonly error: string }
  /** It names an accounts server that is not in the table. */
  | { readonly kind: 'foreign-server'; readonly server: string }
  /** Of another sign-in, or none of Zoho's. */
  | { readonly kind: 'not-ours' };

/**
 * Reads the address that Zoho sent the browser to.
 *
 * @param asked whom the authorization was asked of; people of another data center come back with
 *   that one's accounts server, which must be in the table
 * @param expected the state that went there; undefined where Zoho is not known to hand it back
 */
export function callbackOf(
  url: URL,
  asked: Authority,
  expected: { redirectUri: string; state: string | undefined },
): Callback {
  const given = (name: string): string => url.searchParams.get(name) ?? '';
  if (`${url.origin}${url.pathname}` !== expected.redirectUri) {
    return { kind: 'not-ours' };
  }
  // A refusal neither: any page could end the sign-in with one that does not know the state.
  if (expected.state !== undefined && url.searchParams.get('state') !== expected.state) {
    return { kind: 'not-ours' };
  }
  const error = given('error');
  if (error !== '') {
    return { kind: 'refused', error };
  }
  if (given('status') === 'success' && given('scope_enhanced') === 'true') {
    return { kind: 'scopes-added' };
  }
  const code = given('code');
  if (code === '') {
    return { kind: 'not-ours' };
  }
  const authority = authorityOf(asked, given('accounts-server'), given('location'));
  return authority === undefined
    ? { kind: 'foreign-server', server: given('accounts-server') || given('location') }
    : { kind: 'code', code, authority };
}

/** Whose tokens a callback promises; undefined where that is nobody of the table. */
function authorityOf(asked: Authority, server: string, location: string): Authority | undefined {
  if (asked.kind === 'custom') {
    return server === '' || server === asked.servers.accounts ? asked : undefined;
  }
  const byServer = dataCenterOfAccounts(server);
  const byLocation = dataCenterOfLocation(location);
  if (server !== '' && byServer === undefined) {
    return undefined;
  }
  if (location !== '' && byLocation === undefined) {
    return undefined;
  }
  if (byServer !== undefined && byLocation !== undefined && byServer !== byLocation) {
    return undefined;
  }
  return { kind: 'zoho', dataCenter: byServer ?? byLocation ?? asked.dataCenter };
}
