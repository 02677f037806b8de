import type { CrmFailure, SignInNeeded } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { PhotoState } from './after.ts';
import type { NoBackup } from './noBackup.ts';

/** The access isn’t enough: it has ended, or never included this. */
export type AccessFailure = SignInNeeded | (CrmFailure & { readonly kind: 'scope-missing' });

/**
 * What an upload asks of the code that shows things. While a question is open, everything waits.
 * Joined by the command.
 */
export interface UploadPrompts {
  /**
   * Lets the person sign in again, or allow more.
   *
   * @returns whether the same account can be used now, so that the request can be made again
   */
  renewAccess(failure: AccessFailure, signal: AbortSignal): Promise<boolean>;
  /** Whether the record's photo may be replaced or removed without a backup. */
  continueWithoutBackup(why: NoBackup, record: CrmRecord): Promise<boolean>;
  /** Whether to undo although the record no longer has the photo that the change left. */
  undoAnyway(standing: Exclude<PhotoState, 'ours'>, record: CrmRecord): Promise<boolean>;
}
