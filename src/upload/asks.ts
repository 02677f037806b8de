import type { CrmFailure, SignInNeeded } from '../zoho/failure.ts';

/** The access does not suffice any more: it has ended, or was never for this. */
export type AccessFailure = SignInNeeded | (CrmFailure & { readonly kind: 'scope-missing' });

/**
 * What an upload must ask of whoever shows things. While a question is open everything waits.
 * Owned here, joined by the command.
 */
export interface UploadAsks {
  /**
   * Lets the person sign in again, or allow more.
   *
   * @returns whether the very same account can now be used, so that the request can be made again
   */
  renewAccess(failure: AccessFailure, signal: AbortSignal): Promise<boolean>;
}
