import type { RecordKey } from '../../../src/zoho/photo.ts';
import type { Servers } from '../../../src/zoho/dataCenter.ts';

/** A worker's setup, in its environment variable BENCH_WORKER. */
export interface WorkerSetup {
  /** The port that its jobs come from, on 127.0.0.1. */
  readonly port: number;
  readonly servers: Servers;
  readonly accessToken: string;
  /** A folder for its files. */
  readonly folder: string;
}

export const SETUP_VARIABLE = 'BENCH_WORKER';

/** One upload. */
export interface Job {
  /** Path of the picture. */
  readonly file: string;
  readonly record: RecordKey;
  /** Whether to measure peak memory: only for a worker's first job. */
  readonly peak: boolean;
}

/** The result of a job. */
export type Told =
  | {
      /** From the file's path to Zoho's response. */
      readonly milliseconds: number;
      /** Peak resident memory above the level before the job. */
      readonly peakBytes?: number;
    }
  | { readonly error: string };
