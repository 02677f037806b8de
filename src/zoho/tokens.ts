import type { Result } from './failure.ts';

/** Where the access token of an account comes from. Owned here, joined by whoever has accounts. */
export interface TokenSource {
  /** A token that should still serve. */
  token(signal: AbortSignal): Promise<Result<string>>;
  /**
   * Another one, after Zoho refused `spent` before its time. Nobody's who has no other: then what
   * Zoho says of the only one is the answer.
   */
  renew?(spent: string, signal: AbortSignal): Promise<Result<string>>;
  /** Told that Zoho refused what `renew` gave as well: whoever comes with that needs no other. */
  refused?(token: string): void;
  /** Told that Zoho took a token: whatever was refused before has passed. */
  accepted?(token: string): void;
}
