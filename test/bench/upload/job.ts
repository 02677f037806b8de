import type { RecordKey } from '../../../src/zoho/photo.ts';
import type { Servers } from '../../../src/zoho/dataCenter.ts';

/** What a worker is told when it starts, in its environment variable BENCH_WORKER. */
export interface WorkerSetup {
  /** Where its jobs come from, on 127.0.0.1. */
  readonly port: number;
  readonly servers: Servers;
  readonly accessToken: string;
  /** A folder for what it has to write. */
  readonly folder: string;
}

export const SETUP_VARIABLE = 'BENCH_WORKER';

/** One upload. */
export interface Job {
  /** Path of the picture. */
  readonly file: string;
  readonly record: RecordKey;
  /** Whether the peak of the memory is wanted: a worker's first job only. */
  readonly peak: boolean;
}

/** How it went. */
export type Told =
  | {
      /** From the path of the file to Zoho's answer. */
      readonly milliseconds: number;
      /** Resident memory at its highest above what it was before the job. */
      readonly peakBytes?: number;
    }
  | { readonly error: string };
