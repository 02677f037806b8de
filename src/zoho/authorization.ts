import { createHash, randomBytes } from 'node:crypto';
import { accountsOf, dataCenterOfAccounts, dataCenterOfLocation } from './dataCenter.ts';
import type { Authority } from './dataCenter.ts';

/** What connects the answer of an authorization to its request. */
interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  /** For PKCE, with clients of the type that documents it. */
  readonly codeVerifier: string | undefined;
}

/** A value that nobody can guess: 43 characters that need no escaping. */
export function randomValue(): string {
  return randomBytes(32).toString('base64url');
}

/** The page where a person allows the client to use their CRM. */
export function authorizationPage(authority: Authority, request: AuthorizationRequest): string {
  const { clientId, redirectUri, scopes, state, codeVerifier } = request;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(','),
    access_type: 'offline',
    // Without it, Zoho gives a refresh token only the first time.
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

/** What a URL says that Zoho sent a browser to. */
export type Callback =
  | { readonly kind: 'code'; readonly code: string; readonly authority: Authority }
  | { readonly kind: 'scopes-added' }
  | { readonly kind: 'refused'; readonly error: string }
  /** It names an accounts server that isn’t in the table. */
  | { readonly kind: 'foreign-server'; readonly server: string }
  /** From another sign-in, or not from Zoho. */
  | { readonly kind: 'not-ours' };

/**
 * Reads the URL that Zoho sent the browser to.
 *
 * @param asked the server that was asked for authorization. People of another data center come back
 *   with its accounts server, which must be in the table
 * @param expected the state that was sent; undefined if Zoho isn’t known to return it
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
  // Refusals are ignored, too: any page could end the sign-in with one that doesn’t know the state.
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

/** The server whose tokens a callback promises; undefined if it isn’t in the table. */
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
