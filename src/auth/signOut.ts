import type { Network } from '../zoho/network.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { Clients } from './clients.ts';
import type { Ending } from './revocation.ts';
import { endAccess } from './revocation.ts';

export interface SignedOut {
  /** As it was last. */
  readonly account: Account;
  readonly ending: Ending;
}

/**
 * Forgets an account, whatever has become of it since it was shown, and ends its access at Zoho.
 *
 * @returns undefined where it had gone already
 * @throws SecretsUnavailable: then it is still there
 */
export async function removeAccount(
  { accounts, clients, network }: { accounts: Accounts; clients: Clients; network: Network },
  id: string,
): Promise<SignedOut | undefined> {
  const account = await accounts.remove(id);
  return account === undefined
    ? undefined
    : { account, ending: await endAccess(network, clients, account) };
}
