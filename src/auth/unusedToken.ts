import type { Network } from '../zoho/network.ts';
import type { Clients } from './clients.ts';
import { endToken } from './revocation.ts';
import type { Obtained } from './flows/attempt.ts';

/**
 * Ends a token that nobody will use: left alone it would take one of the person's twenty places.
 * Never fails, so that nobody need wait for it.
 */
export async function endUnused(
  network: Network,
  clients: Clients,
  obtained: Obtained,
): Promise<void> {
  const { authority, credentials, grant } = obtained;
  const ending = await endToken(network, authority, credentials, grant.accessToken).catch(
    () => 'not-told' as const,
  );
  if (ending === 'not-told') {
    await count(clients, obtained).catch(() => undefined);
  }
}

/** Whose it is nobody has learnt: each login that the client is kept for may be its owner's. */
async function count(clients: Clients, { authority, credentials }: Obtained): Promise<void> {
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
