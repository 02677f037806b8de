export interface LeaseTimes {
  /** How often a holder says that it is still there. */
  readonly beat: number;
  /** A holder that has said nothing for so long is gone. Several beats. */
  readonly patience: number;
  /** How often one who waits looks. */
  readonly look: number;
}

/** What whoever holds a lease can ask of it. */
export interface Lease {
  /** Whether it is still held: one that slept for longer than the others wait has lost it. */
  isHeld(): Promise<boolean>;
  /** What the last holder, in whichever window, has left for the next; empty if it is unreadable. */
  note(): Promise<string | undefined>;
  /** Leaves something for the next holder. It lies in a file: no secret. */
  leave(note: string): Promise<void>;
}
