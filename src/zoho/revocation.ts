import * as v from 'valibot';
import type { AccountsServer, ClientCredentials } from './accountsServer.ts';
import { jsonOf } from './answer.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { Incoming } from './sender.ts';

export type TokenType = 'access_token' | 'refresh_token';

/** `not-there`: Zoho has no such token, or no longer. */
type Revocation = 'ended' | 'not-there';

/**
 * Revokes a token at Zoho. With a refresh token, all access tokens made from it end, too. Zoho's
 * pages name two URLs: the second is tried if the first doesn’t work.
 */
export async function revoke(
  server: AccountsServer,
  client: ClientCredentials,
  token: string,
  type: TokenType,
  signal: AbortSignal,
): Promise<Result<Revocation>> {
  const first = await server.post('/oauth/v2/token/revoke', { token }, signal);
  if (!first.ok) {
    return first;
  }
  if (saysSuccess(first.value)) {
    return success('ended');
  }
  const headers = { authorization: basic(client) };
  const parameters = { token, token_type: type };
  const second = await server.post('/oauth/v2/revoke/token', parameters, signal, headers);
  if (!second.ok) {
    return second;
  }
  if (saysSuccess(second.value) || saysNothing(second.value)) {
    return success('ended');
  }
  // Both pages have this status for a token that isn’t valid.
  return first.value.status === 400 && second.value.status === 400
    ? success('not-there')
    : server.refusal(second.value);
}

/** Status 200 from somebody else on the way isn’t a success. */
function saysSuccess(answer: Incoming): boolean {
  return answer.status === 200 && v.is(v.object({ status: v.literal('success') }), jsonOf(answer));
}

/** The page of the second URL shows no body, only the status. */
function saysNothing({ status, body }: Incoming): boolean {
  return status === 200 && body.length === 0;
}

function basic({ id, secret = '' }: ClientCredentials): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}
