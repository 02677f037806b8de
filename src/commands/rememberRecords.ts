import type { Account } from '../auth/account.ts';
import type { RecentRecord } from '../upload/recent.ts';
import type { Services } from './services.ts';

/**
 * Remembers records that got a photo as recent ones, the last one as the latest. After a sign-out,
 * nothing of the account is remembered.
 */
export async function rememberRecords(
  { accounts, recent }: Services,
  account: Account,
  records: readonly RecentRecord[],
): Promise<void> {
  if ((await accounts.known()).some(({ id }) => id === account.id)) {
    for (const record of records) {
      await recent.add(account.id, record);
    }
  }
}
