import type { RecordKey } from '../../../src/zoho/photo.ts';
import type { Servers } from '../../../src/zoho/dataCenter.ts';

/** A photo for a record. */
export interface BatchJob {
  readonly file: string;
  readonly record: RecordKey;
}

/** What a worker is told when it starts, in its environment variable BENCH_BATCH. */
export interface BatchSetup {
  readonly servers: Servers;
  readonly accessToken: string;
  /** A folder for what it has to write. */
  readonly folder: string;
  /** Before the measuring begins: a process that has uploaded before. */
  readonly warmUp: readonly BatchJob[];
  readonly jobs: readonly BatchJob[];
  /** Photos between two looks at its memory; 0: none. */
  readonly memoryEvery: number;
}

export const SETUP_VARIABLE = 'BENCH_BATCH';

/** What it prints at its end, as JSON. */
export interface BatchTook {
  readonly seconds: number;
  /** Requests that it knows of. */
  readonly requests?: number;
  /** Resident memory in bytes, before the first photo and behind every so many. */
  readonly memory?: readonly number[];
}
