import type { Account } from '../auth/account.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { askAllowedTarget } from './askKey.ts';
import { chooseAccount, switchedAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';

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
    const target = await askAllowedTarget(services, account, { picture: title, changing });
    if (target?.kind !== 'switch-account') {
      if (target?.kind !== 'record') {
        return undefined;
      }
      const { key, name = services.recent.nameOf(account.id, key) } = target;
      return { account, key, name };
    }
    account = await switchedAccount(services);
  }
  return undefined;
}
