import { isIdOf } from '../auth/account.ts';
import type { BoundAccount } from '../auth/workspaceAccount.ts';
import { boundAccount } from '../commands/signIn.ts';
import type { ViewServices } from './services.ts';

/** `none`: nobody has signed in; `several`: this workspace has none of the accounts yet. */
export type ShownAccount = BoundAccount | 'none' | 'several';

/**
 * The account that the next command would use without asking. The secret storage is only asked if
 * the workspace has no account yet.
 */
export async function shownAccount({
  accountIds,
  accounts,
  settings,
  workspaceAccount,
}: Pick<
  ViewServices,
  'accountIds' | 'accounts' | 'settings' | 'workspaceAccount'
>): Promise<ShownAccount> {
  const custom = settings.customServer();
  const ids = accountIds().filter(
    (id) =>
      custom.kind !== 'invalid' && isIdOf(id, custom.kind === 'none' ? 'zoho' : custom.servers),
  );
  const bound = workspaceAccount.get();
  if (bound !== undefined && ids.includes(bound.id)) {
    return bound;
  }
  const [only] = ids;
  if (only === undefined) {
    return 'none';
  }
  if (ids.length > 1 || bound !== undefined) {
    return 'several';
  }
  const account = await accounts.get(only);
  return account === undefined ? 'none' : boundAccount(account);
}
