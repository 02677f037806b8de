import type { Account } from '../auth/account.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { accountOfLink } from './accountOfLink.ts';
import { askAllowedTarget } from './askKey.ts';
import { chooseAccount, switchedAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';
import { usableAccounts } from './usableAccounts.ts';

/**
 * Asks for the record that a command is about. Undefined if the person cancels.
 *
 * @param title of the command: `View Photo`
 * @param changing whether the command changes the photo
 * @returns with the record's name, if the person chose it by that
 */
export async function askTargetRecord(
  services: Services,
  title: string,
  changing: boolean,
): Promise<{ account: Account; key: RecordKey; name: string | undefined } | undefined> {
  let account = await chooseAccount(services);
  while (account !== undefined) {
    const others = await usableAccounts(services);
    const target = await askAllowedTarget(services, account, { picture: title, changing, others });
    switch (target?.kind) {
      case 'record': {
        const { key, name = services.recent.nameOf(account.id, key) } = target;
        return { account, key, name };
      }
      case 'switch-account':
        account = await switchedAccount(services);
        break;
      case 'use-account':
      case 'sign-in': {
        const other = await accountOfLink(services, target);
        if (other !== undefined) {
          return { ...other, name: services.recent.nameOf(other.account.id, other.key) };
        }
        break;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}
