import type { CrmFailure, SignInNeeded } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Standing } from './after.ts';
import type { NoBackup } from './noBackup.ts';

/** The access does not suffice any more: it has ended, or was never for this. */
export type AccessFailure = SignInNeeded | (CrmFailure & { readonly kind: 'scope-missing' });

/**
 * What an upload must ask of whoever shows things. While a question is open everything waits.
 * Owned here, joined by the command.
 */
export interface UploadPrompts {
  /**
   * Lets the person sign in again, or allow more.
   *
   * @returns whether the very same account can now be used, so that the request can be made again
   */
  renewAccess(failure: AccessFailure, signal: AbortSignal): Promise<boolean>;
  /** Whether the record's photo may be replaced or removed although no copy of it is kept. */
  goOnWithoutCopy(why: NoBackup, record: CrmRecord): Promise<boolean>;
  /** Whether to undo although the record no longer has the photo that the change left. */
  undoAnyway(standing: Exclude<Standing, 'ours'>, record: CrmRecord): Promise<boolean>;
}
