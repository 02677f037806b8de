import type { RecordKey } from '../../../src/zoho/photo.ts';

/** Something that uploads photos. */
export interface Subject {
  readonly name: string;
  /** Its own record, so that what it stored can be looked at afterwards. */
  readonly record: RecordKey;
  /** @returns milliseconds from the path of the file to Zoho's answer */
  upload(file: string): Promise<number>;
  /** Bytes of memory that one upload takes at its peak, in a process that has done none before. */
  readonly peakOf?: (file: string) => Promise<number>;
  stop(): Promise<void>;
}
