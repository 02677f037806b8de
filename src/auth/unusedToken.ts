import type { Network } from '../zoho/network.ts';
import type { Clients } from './clients.ts';
import { revokeToken } from './revocation.ts';
import type { ObtainedToken } from './flows/attempt.ts';

/**
 * Revokes a token that nobody will use. Otherwise it would take one of the person's twenty places.
 * Never fails, so nobody needs to wait for it.
 */
export async function revokeUnused(
  network: Network,
  clients: Clients,
  obtained: ObtainedToken,
): Promise<void> {
  const { authority, credentials, grant } = obtained;
  const ending = await revokeToken(network, authority, credentials, grant.accessToken).catch(
    () => 'not-told' as const,
  );
  if (ending === 'not-told') {
    await count(clients, obtained).catch(() => undefined);
  }
}

/** Its owner is unknown: it may be any login that the client is stored for. */
async function count(clients: Clients, { authority, credentials }: ObtainedToken): Promise<void> {
  if (credentials.kind !== 'refresh-token') {
    return;
  }
  const { client } = credentials;
  const kept = (await clients.of(authority, client.type)).filter(
    (each) => each.client.id === client.id,
  );
  for (const each of kept) {
    await clients.count(each, (before) => before + 1);
  }
}
