import type { Account } from '../auth/account.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { askKey } from './askKey.ts';
import { chooseAccount, switchedAccount } from './chooseAccount.ts';
import type { Parts } from './parts.ts';

/**
 * Whose photo something is to be done with. Undefined when the person cancels.
 *
 * @param what for the question's title: `View photo`
 * @param changing whether it changes the photo
 */
export async function askRecord(
  parts: Parts,
  what: string,
  changing: boolean,
): Promise<{ account: Account; key: RecordKey } | undefined> {
  let account = await chooseAccount(parts);
  while (account !== undefined) {
    const key = await askKey(parts, account, { picture: what, changing });
    if (key !== 'switch-account') {
      return key === undefined ? undefined : { account, key };
    }
    account = await switchedAccount(parts);
  }
  return undefined;
}
