import type { RecordKey } from '../../../src/zoho/photo.ts';

/** Something that uploads photos. */
export interface Subject {
  readonly name: string;
  /** Its own record, so that what it stored can be checked afterward. */
  readonly record: RecordKey;
  /** @returns milliseconds from the file's path to Zoho's response */
  upload(file: string): Promise<number>;
  /** Peak memory of one upload in a new process, in bytes. */
  readonly peakOf?: (file: string) => Promise<number>;
  stop(): Promise<void>;
}
