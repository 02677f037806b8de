/** What is stored of an account's bulk uploads, as far as signing out needs to know. */
export interface KeptRuns {
  /** How many of the account's bulk uploads are stored. */
  count(account: string): Promise<number>;
  /** The uploads that haven't finished. */
  unfinished(account: string): Promise<UnfinishedRuns>;
  /** Deletes everything that is stored of them. */
  delete(account: string): Promise<void>;
}

export interface UnfinishedRuns {
  readonly count: number;
  /** Pictures that they haven't sent yet. */
  readonly picturesLeft: number;
  /** Whether one of them is running, in this window or another. */
  readonly isRunning: boolean;
}
