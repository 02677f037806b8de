import * as v from 'valibot';
import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import { clientParameters } from './accountsServer.ts';
import { jsonOf } from './answer.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import { TokenText } from './grant.ts';

const Shape = v.object({ access_token: TokenText });

/**
 * Gets a token for asking the person to add scopes to the same refresh token. A new consent would
 * use up another of their twenty. For server-based clients; valid for ten minutes.
 * Source: Zoho's "Incremental authorization".
 */
export async function requestEnhanceToken(
  server: AccountsServer,
  client: ClientCredentials,
  refreshToken: string,
  signal: AbortSignal,
): Promise<Result<string>> {
  const parameters = {
    ...clientParameters(client),
    grant_type: 'update_scopes_token',
    refresh_token: refreshToken,
  };
  const answer = await server.post('/oauth/v2/token/scopeenhance', parameters, signal);
  if (!answer.ok) {
    return answer;
  }
  const parsed = v.safeParse(Shape, jsonOf(answer.value));
  return parsed.success ? success(parsed.output.access_token) : server.refusal(answer.value);
}

interface EnhancementRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  /** The scopes to add. */
  readonly scopes: readonly string[];
  readonly enhanceToken: string;
}

/** The page where a person allows more scopes. */
export function enhancementPage(accounts: string, request: EnhancementRequest): string {
  const query = new URLSearchParams({
    response_type: 'update_scopes',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scopes.join(','),
    enhance_token: request.enhanceToken,
    // The page requires it. Whoever is signed in to Zoho in their browser stays signed in.
    logout: 'false',
  });
  return `${accounts}/oauth/v2/token/addextrascope?${query.toString()}`;
}
