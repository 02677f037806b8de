import type { Account } from '../auth/account.ts';
import { organizationName } from '../ui/names.ts';
import { promptedOnce } from '../upload/promptedOnce.ts';
import { forgetOldChanges } from '../upload/keeping.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import { systemClock } from '../async/clock.ts';
import type { Services } from './services.ts';
import { promptsOf } from './renewAccess.ts';

/**
 * What a run in this account works with: one call for each run, so that it spares what it keeps, and
 * asks once.
 */
export function changeOptionsOf(
  services: Services,
  account: Account,
  signal: AbortSignal,
): ChangeOptions {
  const { settings, backups, leases } = services;
  void forgetOldChanges(leases);
  return {
    version: settings.apiVersion(),
    restrictTriggers: settings.restrictTriggers(),
    clock: systemClock,
    prompts: promptedOnce(promptsOf(services, account)),
    keeping: {
      photos: backups,
      owner: { account: account.id, organization: organizationName(account) },
      leases,
      run: new Set(),
    },
    signal,
  };
}
