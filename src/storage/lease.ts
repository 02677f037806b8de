export interface LeaseTimes {
  /** How often a holder shows that it is alive. Milliseconds, like all of these. */
  readonly heartbeat: number;
  /** A holder that showed nothing for this long is gone. Several beats. */
  readonly timeout: number;
  /** How often those who wait look. */
  readonly pollInterval: number;
}

/** What the holder of a lease can do with it. */
export interface Lease {
  /** Whether it is still held: a holder that slept for longer than others wait has lost it. */
  isHeld(): Promise<boolean>;
  /** What the last holder, in any window, left for the next; empty if it is unreadable. */
  note(): Promise<string | undefined>;
  /** Leaves something for the next holder. It is in a file, so it must not be a secret. */
  leave(note: string): Promise<void>;
}
