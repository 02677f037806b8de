import type { Account } from '../auth/account.ts';
import type { AccessUse } from '../ui/words/accessUse.ts';
import type { BatchOptions } from './run/runOptions.ts';
import type { ChangeOptions } from '../upload/singleChange.ts';
import { lastUploadsOf } from '../commands/lastUploads.ts';
import { changeOptionsOf } from '../commands/changeOptions.ts';
import type { Services } from '../commands/services.ts';
import { promptsOf } from '../commands/renewAccess.ts';

/**
 * Options for running or undoing a batch. Its prompts aren't shared: a run asks only once by
 * itself.
 */
export async function batchOptionsOf(
  services: Services,
  account: Account,
  use: AccessUse,
  signal: AbortSignal,
): Promise<ChangeOptions & Pick<BatchOptions, 'lastUploads' | 'uploadedFiles'>> {
  return {
    ...changeOptionsOf(services, account, use, signal),
    prompts: promptsOf(services, account, use),
    lastUploads: await lastUploadsOf(services, account.id),
    uploadedFiles: await services.uploadedFiles(),
  };
}
