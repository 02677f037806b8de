import type { Result } from './failure.ts';

/** Where the access token of an account comes from. Joined by the code that has the accounts. */
export interface TokenSource {
  /** A token that should still be valid. */
  token(signal: AbortSignal): Promise<Result<string>>;
  /**
   * Another token, after Zoho refused `spent` early. Missing if there is no other: then Zoho's
   * answer about the only one counts.
   */
  renew?(spent: string, signal: AbortSignal): Promise<Result<string>>;
  /** Called when Zoho refused the result of `renew`, too: another wouldn’t help. */
  refused?(token: string): void;
  /** Called when Zoho accepted a token: earlier refusals no longer count. */
  accepted?(token: string): void;
}
