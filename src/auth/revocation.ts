import { AccountsServer } from '../zoho/accountsServer.ts';
import type { Authority } from '../zoho/dataCentre.ts';
import { accountsOf } from '../zoho/dataCentre.ts';
import type { Network } from '../zoho/network.ts';
import type { TokenType } from '../zoho/revocation.ts';
import { revoke } from '../zoho/revocation.ts';
import type { Account, Credentials } from './account.ts';
import type { Clients } from './clients.ts';

/** A sign-out does not wait longer for a network that is not there. */
const LIMIT_MS = 10_000;

/**
 * Ends an account's access at Zoho, and counts a token that could not be ended.
 *
 * @returns whether it ended: without a network it cannot
 */
export async function endAccess(
  network: Network,
  clients: Clients,
  account: Account,
): Promise<boolean> {
  const { place, credentials, access, user } = account;
  const ended = await endToken(network, place, credentials, access.token);
  if (!ended && credentials.kind === 'refresh-token') {
    const { client } = credentials;
    const kept = await clients.get({ authority: place, login: user.email, client });
    if (kept !== undefined) {
      await clients.save({ ...kept, leftOver: kept.leftOver + 1 });
    }
  }
  return ended;
}

/**
 * Ends the token that the access stems from. A pasted access token is somebody else's to end, and
 * Zoho would want the client that it was made with.
 */
export async function endToken(
  network: Network,
  authority: Authority,
  credentials: Credentials,
  accessToken: string,
): Promise<boolean> {
  if (credentials.kind === 'access-token') {
    return false;
  }
  const [token, type]: [string, TokenType] =
    credentials.kind === 'refresh-token'
      ? [credentials.refreshToken, 'refresh_token']
      : [accessToken, 'access_token'];
  const limit = AbortSignal.timeout(LIMIT_MS);
  const server = new AccountsServer(network, accountsOf(authority));
  const ended = await revoke(server, credentials.client, token, type, limit).catch(
    (error: unknown) => {
      if (limit.aborted) {
        return undefined;
      }
      throw error;
    },
  );
  return ended?.ok === true;
}
