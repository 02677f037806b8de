import type { Account } from '../auth/account.ts';
import { organizationName } from '../ui/names.ts';
import type { AccessUse } from '../ui/words/accessUse.ts';
import { promptedOnce } from '../upload/promptedOnce.ts';
import { deleteOldChanges } from '../upload/keeping.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import { noteLeft } from './lastUploads.ts';
import { systemClock } from '../async/clock.ts';
import type { Services } from './services.ts';
import { promptsOf } from './renewAccess.ts';

/**
 * The options for changing photos in an account. One call for each run: it never deletes its own
 * backups to make room, and asks each question once.
 */
export function changeOptionsOf(
  services: Services,
  account: Account,
  use: AccessUse,
  signal: AbortSignal,
): ChangeOptions {
  const { settings, backups, leases } = services;
  void deleteOldChanges(leases);
  return {
    version: settings.apiVersion(),
    restrictTriggers: settings.restrictTriggers(),
    clock: systemClock,
    prompts: promptedOnce(promptsOf(services, account, use)),
    keeping: {
      photos: backups,
      owner: { account: account.id, organization: organizationName(account) },
      leases,
      run: new Set(),
    },
    signal,
    onLeft: (left) => noteLeft(services, account, use, left),
  };
}
