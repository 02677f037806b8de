import type { Account } from '../auth/account.ts';

/** The bulk upload that last uploaded a photo in this workspace, as far as *Undo Last Upload* needs. */
export interface LastRun {
  /** The ID of its account. */
  readonly account: string;
  /** When it last uploaded a photo, in milliseconds since 1970. */
  readonly at: number;
  /** Whether any of its photos can still be undone. */
  readonly canBeUndone: boolean;
  /** Asks, then undoes it and shows the result. */
  undo(account: Account): Promise<void>;
}
