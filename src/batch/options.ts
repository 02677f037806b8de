import type { Account } from '../auth/account.ts';
import type { LastUploads } from './run/lastUploads.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import { lastUploadsOf } from './store.ts';
import { changeOptionsOf } from '../commands/changeOptions.ts';
import type { Services } from '../commands/services.ts';
import { promptsOf } from '../commands/renewAccess.ts';

/** What one go at a run, or its undo, works with: as any change, but it sees to asking once itself. */
export async function batchOptionsOf(
  services: Services,
  account: Account,
  signal: AbortSignal,
): Promise<ChangeOptions & { readonly lastUploads: LastUploads }> {
  return {
    ...changeOptionsOf(services, account, signal),
    prompts: promptsOf(services, account),
    lastUploads: await lastUploadsOf(services, account.id),
  };
}
