import type { RecordKey } from '../../../src/zoho/photo.ts';
import type { Servers } from '../../../src/zoho/dataCenter.ts';

/** A photo for a record. */
export interface BatchJob {
  readonly file: string;
  readonly record: RecordKey;
}

/** A worker's setup, in its environment variable BENCH_BATCH. */
export interface BatchSetup {
  readonly servers: Servers;
  readonly accessToken: string;
  /** A folder for its files. */
  readonly folder: string;
  /** Photos to upload before measuring, to warm up the process. */
  readonly warmUp: readonly BatchJob[];
  readonly jobs: readonly BatchJob[];
  /** Photos between two memory samples; 0: none. */
  readonly memoryEvery: number;
  /** The extension's worker, if it resizes what Zoho would refuse. */
  readonly fitWorker?: string;
}

export const SETUP_VARIABLE = 'BENCH_BATCH';

/** What it prints at the end, as JSON. */
export interface BatchTook {
  readonly seconds: number;
  /** Requests that it counted. */
  readonly requests?: number;
  /** Resident memory in bytes, before the first photo and after each interval. */
  readonly memory?: readonly number[];
}
