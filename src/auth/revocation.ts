import { AccountsServer } from '../zoho/accountsServer.ts';
import type { Authority } from '../zoho/dataCenter.ts';
import { accountsOf } from '../zoho/dataCenter.ts';
import type { Network } from '../zoho/network.ts';
import type { TokenType } from '../zoho/revocation.ts';
import { revoke } from '../zoho/revocation.ts';
import type { Account, Credentials } from './account.ts';
import type { Clients } from './clients.ts';

/** A sign-out waits no longer than this for a missing network. */
const LIMIT_MS = 10_000;

/**
 * What happened to the access: ended now; no longer there; still there, because Zoho couldn’t be
 * told; or somebody else's to end.
 */
export type Ending = 'ended' | 'not-there' | 'not-told' | 'not-ours';

/** Ends an account's access at Zoho, and counts a refresh token that is left over there. */
export async function revokeAccess(
  network: Network,
  clients: Clients,
  account: Account,
): Promise<Ending> {
  const { place, credentials, access, user } = account;
  const ending = await revokeToken(network, place, credentials, access.token);
  if (ending === 'not-told' && credentials.kind === 'refresh-token') {
    const { client } = credentials;
    await clients.count({ authority: place, login: user.email, client }, (before) => before + 1);
  }
  return ending;
}

/**
 * Revokes the token that the access comes from. A pasted access token is somebody else's, and Zoho
 * would need the client that it was made with.
 */
export async function revokeToken(
  network: Network,
  authority: Authority,
  credentials: Credentials,
  accessToken: string,
): Promise<Ending> {
  if (credentials.kind === 'access-token') {
    return 'not-ours';
  }
  const [token, type]: [string, TokenType] =
    credentials.kind === 'refresh-token'
      ? [credentials.refreshToken, 'refresh_token']
      : [accessToken, 'access_token'];
  const limit = AbortSignal.timeout(LIMIT_MS);
  const server = new AccountsServer(network, accountsOf(authority));
  const revoked = await revoke(server, credentials.client, token, type, limit).catch(
    (error: unknown) => {
      if (limit.aborted) {
        return undefined;
      }
      throw error;
    },
  );
  return revoked?.ok === true ? revoked.value : 'not-told';
}
