import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import { errorOf } from './accountsServer.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { Incoming } from './sender.ts';

export type TokenType = 'access_token' | 'refresh_token';

/**
 * Ends a token at Zoho; with a refresh token all access tokens made from it end too. Zoho's pages
 * name two addresses: the other one is tried where the first does not do it.
 */
export async function revoke(
  server: AccountsServer,
  client: ClientCredentials,
  token: string,
  type: TokenType,
  signal: AbortSignal,
): Promise<Result<undefined>> {
  const first = await server.post('/oauth/v2/token/revoke', { token }, signal);
  if (!first.ok) {
    return first;
  }
  if (ended(first.value)) {
    return success(undefined);
  }
  const headers = { authorization: basic(client) };
  const parameters = { token, token_type: type };
  const second = await server.post('/oauth/v2/revoke/token', parameters, signal, headers);
  if (!second.ok) {
    return second;
  }
  return ended(second.value) ? success(undefined) : server.refusal(second.value);
}

function ended(answer: Incoming): boolean {
  return answer.status === 200 && errorOf(answer) === undefined;
}

function basic({ id, secret = '' }: ClientCredentials): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}
