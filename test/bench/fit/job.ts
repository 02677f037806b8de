/** What a process is told when it starts: its subject, and where the extension's worker is. */
export type Setup =
  { readonly subject: 'ours'; readonly worker: string } | { readonly subject: 'sharp' };

/** The environment variable for it. */
export const SETUP_VARIABLE = 'BENCH_FIT';

export interface Job {
  /** Path of the picture. */
  readonly file: string;
  /** Path for what is made of it, where it is wanted. */
  readonly out?: string;
}

export interface Told {
  /** From the path of the file to the bytes of the version that fits. */
  readonly milliseconds: number;
  /** The longest time in which the process did nothing else. */
  readonly delay: number;
  /** Resident memory at its highest above what it was before the job. */
  readonly peakBytes: number;
}
