import type { Account } from '../auth/account.ts';
import type { CustomServer } from '../settings.ts';
import { samePlace } from '../zoho/dataCenter.ts';
import type { Services } from './services.ts';

/**
 * The accounts that can be used with the current settings: Zoho's, or those of the custom server if
 * one is set. A token never reaches another server.
 */
export async function usableAccounts({
  accounts,
  settings,
}: Pick<Services, 'accounts' | 'settings'>): Promise<Account[]> {
  const custom = settings.customServer();
  return (await accounts.all()).filter((account) => isUsable(account, custom));
}

/** Whether the account can be used with this setting. */
export function isUsable({ place }: Pick<Account, 'place'>, custom: CustomServer): boolean {
  switch (custom.kind) {
    case 'none':
      return place.kind === 'zoho';
    case 'set':
      return samePlace(place, { ...custom, kind: 'custom', environment: place.environment });
    case 'invalid':
      return false;
  }
}
