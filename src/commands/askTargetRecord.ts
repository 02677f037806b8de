import type { Account } from '../auth/account.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { askKey } from './askKey.ts';
import { chooseAccount, switchedAccount } from './chooseAccount.ts';
import type { Services } from './services.ts';

/**
 * Whose photo something is to be done with. Undefined when the person cancels.
 *
 * @param what for the question's title: `View photo`
 * @param changing whether it changes the photo
 */
export async function askTargetRecord(
  services: Services,
  what: string,
  changing: boolean,
): Promise<{ account: Account; key: RecordKey } | undefined> {
  let account = await chooseAccount(services);
  while (account !== undefined) {
    const key = await askKey(services, account, { picture: what, changing });
    if (key !== 'switch-account') {
      return key === undefined ? undefined : { account, key };
    }
    account = await switchedAccount(services);
  }
  return undefined;
}
