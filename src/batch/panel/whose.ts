import type { Account } from '../../auth/account.ts';
import { environmentName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import type { BatchFacts } from '../page/messages.ts';

/** Whose records these are, shown large on the page. */
export function whose(
  account: Account,
): Pick<BatchFacts, 'organization' | 'environment' | 'isProduction'> {
  return {
    organization: plain(account.organization.name),
    environment: environmentName(account),
    isProduction: account.place.environment === 'production',
  };
}
