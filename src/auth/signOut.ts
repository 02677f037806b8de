import type { Network } from '../zoho/network.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { Clients } from './clients.ts';
import type { Ending } from './revocation.ts';
import { revokeAccess } from './revocation.ts';

export interface SignedOut {
  /** As it was last. */
  readonly account: Account;
  readonly ending: Ending;
}

/**
 * Deletes an account, even if it has changed since it was shown, and ends its access at Zoho.
 *
 * @returns undefined if it was already gone
 * @throws SecretStorageError: then it is still there
 */
export async function removeAccount(
  { accounts, clients, network }: { accounts: Accounts; clients: Clients; network: Network },
  id: string,
): Promise<SignedOut | undefined> {
  const account = await accounts.remove(id);
  return account === undefined
    ? undefined
    : { account, ending: await revokeAccess(network, clients, account) };
}
