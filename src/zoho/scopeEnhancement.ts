import * as v from 'valibot';
import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import { clientParameters } from './accountsServer.ts';
import { jsonOf } from './answer.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import { TokenText } from './grant.ts';

const Shape = v.object({ access_token: TokenText });

/**
 * A token with which the person can be asked for more scopes of the same refresh token, where a new
 * consent would use up another of their twenty. For server-based clients; ten minutes.
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
  /** Those to be added. */
  readonly scopes: readonly string[];
  readonly enhanceToken: string;
}

/** The page on which a person allows more scopes. */
export function enhancementPage(accounts: string, request: EnhancementRequest): string {
  const query = new URLSearchParams({
    response_type: 'update_scopes',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scopes.join(','),
    enhance_token: request.enhanceToken,
    // The page asks for it; whoever is signed in to Zoho in their browser stays so.
    logout: 'false',
  });
  return `${accounts}/oauth/v2/token/addextrascope?${query.toString()}`;
}
