import type { Account } from '../auth/account.ts';
import type { CustomServer } from '../settings.ts';
import { samePlace } from '../zoho/dataCenter.ts';
import type { Services } from './services.ts';

/**
 * The accounts that may be used with the present settings: those at Zoho, or, where a custom server
 * is set, those of that very server. A token of the one never reaches the other.
 */
export async function usableAccounts({
  accounts,
  settings,
}: Pick<Services, 'accounts' | 'settings'>): Promise<Account[]> {
  const custom = settings.customServer();
  return (await accounts.all()).filter((account) => isUsable(account, custom));
}

/** Whether the account may be used where this is set. */
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
