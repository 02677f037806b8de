import type { Account } from '../auth/account.ts';
import { organisationName } from '../ui/names.ts';
import { askedOnce } from '../upload/askedOnce.ts';
import { forgetOldChanges } from '../upload/keeping.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import { systemClock } from '../async/clock.ts';
import type { Parts } from './parts.ts';
import { asksOf } from './renewAccess.ts';

/**
 * What a run in this account works with: one call for each run, so that it spares what it keeps, and
 * asks once.
 */
export function changeOptionsOf(
  parts: Parts,
  account: Account,
  signal: AbortSignal,
): ChangeOptions {
  const { settings, keptPhotos, leases } = parts;
  void forgetOldChanges(leases);
  return {
    version: settings.apiVersion(),
    restrictTriggers: settings.restrictTriggers(),
    clock: systemClock,
    asks: askedOnce(asksOf(parts, account)),
    keeping: {
      photos: keptPhotos,
      owner: { account: account.id, organisation: organisationName(account) },
      leases,
      run: new Set(),
    },
    signal,
  };
}
