import type { Account } from '../auth/account.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { askKey } from './askKey.ts';
import { chooseAccount, switchedAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';

/**
 * Asks for the record that a command is about. Undefined if the person cancels.
 *
 * @param title of the command: `View photo`
 * @param changing whether the command changes the photo
 */
export async function askTargetRecord(
  services: Services,
  title: string,
  changing: boolean,
): Promise<{ account: Account; key: RecordKey } | undefined> {
  let account = await chooseAccount(services);
  while (account !== undefined) {
    const key = await askKey(services, account, { picture: title, changing });
    if (key !== 'switch-account') {
      return key === undefined ? undefined : { account, key };
    }
    account = await switchedAccount(services);
  }
  return undefined;
}
