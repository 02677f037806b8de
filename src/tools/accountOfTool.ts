import type { Account } from '../auth/account.ts';
import { usableAccounts } from '../commands/usableAccounts.ts';
import type { Services } from '../commands/services.ts';

/** The account of this workspace, or the only one, without asking. */
export async function accountOfTool(services: Services): Promise<Account | undefined> {
  const accounts = await usableAccounts(services);
  const bound = services.workspaceAccount.get();
  const [only] = accounts;
  return bound === undefined && accounts.length === 1
    ? only
    : accounts.find(({ id }) => id === bound?.id);
}
