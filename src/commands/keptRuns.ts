/** What an account's bulk uploads left on this machine, as far as a sign-out needs to know. */
export interface KeptRuns {
  /** How many uploads are known of the account. */
  count(account: string): Promise<number>;
  /** Those that are not over. */
  unfinished(account: string): Promise<UnfinishedRuns>;
  /** Deletes whatever is known of the account's uploads. */
  delete(account: string): Promise<void>;
}

export interface UnfinishedRuns {
  readonly count: number;
  /** Photos that they have not sent yet. */
  readonly picturesLeft: number;
  /** Whether a window, this one or another, is at one of them. */
  readonly isRunning: boolean;
}
