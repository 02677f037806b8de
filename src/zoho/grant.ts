import * as v from 'valibot';
import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import { clientParameters } from './accountsServer.ts';
import { jsonOf } from './answer.ts';
import type { Failure, Result } from './failure.ts';
import { success } from './failure.ts';
import type { Incoming } from './sender.ts';
import { numberIn } from './value.ts';

/** What a token's answer gives. */
export interface Grant {
  readonly accessToken: string;
  /** Milliseconds since 1970 when the access token expires. */
  readonly endsAt: number;
  /** None from a refresh or client credentials. It stays the same over all refreshes. */
  readonly refreshToken: string | undefined;
  /** The API's origin as the accounts server names it, or empty. It must be checked. */
  readonly apiDomain: string;
  /** The scopes that were granted, if Zoho says so. They may be fewer than requested. */
  readonly scopes?: readonly string[];
}

/** How long Zoho's access tokens are valid, in seconds. */
const HOUR = 3600;

/** No token of Zoho's is valid longer, in seconds: a larger number is in milliseconds. */
const DAY = 86_400;

/** What a header can carry. Anything else wouldn’t get as far as Zoho. */
export const TokenText = v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/));

/**
 * Strict about the tokens only. If the rest of an answer is unusable, the tokens exist anyway, and
 * can only be revoked if they are known.
 */
const Granted = v.object({
  access_token: TokenText,
  refresh_token: v.optional(v.pipe(v.string(), v.nonEmpty())),
  scope: v.optional(v.unknown()),
  api_domain: v.fallback(v.string(), ''),
  expires_in: v.optional(v.unknown()),
  expires_in_sec: v.optional(v.unknown()),
});

/** If no refresh token was requested, what is in its place is ignored. */
const Renewed = v.object({
  ...Granted.entries,
  refresh_token: v.optional(
    v.pipe(
      v.unknown(),
      v.transform(() => undefined),
    ),
  ),
});

type GrantShape = typeof Granted | typeof Renewed;

const TOKEN = '/oauth/v2/token';

/** What goes with a code from a redirect. A self client's code has neither. */
interface Redirected {
  readonly redirectUri: string;
  /** For PKCE, if the authorization had a challenge. */
  readonly codeVerifier: string | undefined;
}

/** Exchanges a code, which is valid for a few minutes and one use. */
export function exchangeCode(
  server: AccountsServer,
  client: ClientCredentials,
  code: string,
  redirected: Redirected | undefined,
  signal: AbortSignal,
): Promise<Result<Grant>> {
  const { redirectUri, codeVerifier } = redirected ?? {};
  const parameters = {
    grant_type: 'authorization_code',
    code,
    ...clientParameters(client),
    ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
    ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }),
  };
  return requestGrant(server, TOKEN, parameters, signal);
}

export function refresh(
  server: AccountsServer,
  client: ClientCredentials,
  refreshToken: string,
  signal: AbortSignal,
): Promise<Result<Grant>> {
  const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return requestGrant(
    server,
    TOKEN,
    { ...parameters, ...clientParameters(client) },
    signal,
    Renewed,
  );
}

/**
 * A self client's token for its owner's own organization, without a code. There is no refresh
 * token: the next token is requested in the same way.
 *
 * @param organizationId `zgid`
 */
export async function requestByClientCredentials(
  server: AccountsServer,
  client: ClientCredentials,
  organizationId: string,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<Result<Grant>> {
  const parameters = {
    grant_type: 'client_credentials',
    ...clientParameters(client),
    scope: scopes.join(','),
    soid: `ZohoCRM.${organizationId}`,
  };
  const ask = (path: string): Promise<Result<Grant>> =>
    requestGrant(server, path, parameters, signal, Renewed);
  const granted = await ask(TOKEN);
  if (granted.ok || !mayMeanOtherAddress(granted.failure)) {
    return granted;
  }
  // Zoho's accounts pages name one URL, its CRM pages the other. It calls an unknown type of grant
  // an unknown client.
  const other = await ask('/oauth/v2/auth');
  return other.ok || !mayMeanOtherAddress(other.failure) ? other : granted;
}

function mayMeanOtherAddress(failure: Failure): boolean {
  return (
    failure.kind === 'client-refused' ||
    failure.kind === 'answer-unreadable' ||
    // It comes and goes by itself, at either URL.
    (failure.kind === 'oauth-error' && failure.error !== 'general_error')
  );
}

/** Requests tokens with these parameters. */
async function requestGrant(
  server: AccountsServer,
  path: string,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
  shape: GrantShape = Granted,
): Promise<Result<Grant>> {
  const asked = Date.now();
  const answer = await server.post(path, parameters, signal);
  if (!answer.ok) {
    return answer;
  }
  return grantIn(answer.value, asked, shape) ?? server.refusal(answer.value);
}

/**
 * The tokens in an answer, or undefined if it has none.
 *
 * @param asked milliseconds since 1970 when they were requested: they are valid from then on at
 *   most
 */
export function grantIn(
  answer: Incoming,
  asked: number,
  shape: GrantShape = Granted,
): Result<Grant> | undefined {
  const parsed = v.safeParse(shape, jsonOf(answer));
  if (!parsed.success) {
    return undefined;
  }
  const granted = parsed.output;
  // For old clients, answers have seconds in a field of their own, and milliseconds in another.
  const seconds = secondsIn(granted.expires_in_sec) ?? secondsIn(granted.expires_in) ?? HOUR;
  return success({
    accessToken: granted.access_token,
    endsAt: asked + seconds * 1000,
    refreshToken: granted.refresh_token,
    apiDomain: granted.api_domain,
    ...scopesIn(granted.scope),
  });
}

/**
 * Undefined if it is impossible: a token that has expired already would be renewed at each request.
 */
function secondsIn(value: unknown): number | undefined {
  const number = numberIn(value) ?? 0;
  const seconds = number > DAY ? number / 1000 : number;
  return seconds > 0 && seconds <= DAY ? seconds : undefined;
}

/** Separated by spaces or commas: Zoho's services use both. A word without a dot isn’t a scope. */
function scopesIn(scope: unknown): Pick<Grant, 'scopes'> {
  const scopes = [scope]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? one.split(/[\s,;+]+/) : []))
    .filter((one) => one.includes('.'));
  return scopes.length === 0 ? {} : { scopes: [...new Set(scopes)] };
}
