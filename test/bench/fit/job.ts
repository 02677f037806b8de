/** A process's setup: its subject and the path of the extension's worker. */
export type Setup =
  { readonly subject: 'ours'; readonly worker: string } | { readonly subject: 'sharp' };

/** The environment variable for the setup. */
export const SETUP_VARIABLE = 'BENCH_FIT';

export interface Job {
  /** Path of the picture. */
  readonly file: string;
  /** Path for the result, if needed. */
  readonly out?: string;
}

export interface Told {
  /** From the file's path to the bytes of the fitting version. */
  readonly milliseconds: number;
  /** The longest time that the process was blocked. */
  readonly delay: number;
  /** Peak resident memory above the level before the job. */
  readonly peakBytes: number;
}
