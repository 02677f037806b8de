import type { Place } from '../zoho/dataCentre.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import type { Client } from '../zoho/oauth.ts';
import type { Account } from './account.ts';

/** What a self-client sign-in needs from the person. */
export interface SelfClientAnswers {
  readonly place: Place;
  readonly client: Client;
  readonly code: string;
}

/** What signing in must ask of whoever shows things. Owned here, joined in extension.ts. */
export interface SignInAsks {
  /**
   * Asks for everything, step by step. Called again with the failure when Zoho refused what was
   * given, so that one wrong letter does not mean to begin anew.
   *
   * @returns undefined when the person cancels
   */
  selfClient(refused?: {
    answers: SelfClientAnswers;
    failure: Failure;
  }): Promise<SelfClientAnswers | undefined>;
  /** Shows that Zoho is being asked, cancellable, while `work` runs. */
  exchanging(
    work: (signal: AbortSignal) => Promise<Result<Account>>,
  ): Promise<Result<Account> | undefined>;
}
