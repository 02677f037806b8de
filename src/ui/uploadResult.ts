import type { Facts } from '../image/fitting.ts';
import type { Outcome } from '../upload/outcome.ts';
import type { RecordKey } from '../zoho/photo.ts';

/** The result for one picture. Without a key, it was refused before a record was chosen. */
export interface UploadResult {
  readonly picture: string;
  /** Where the picture's file is, if it has one. */
  readonly place?: string | undefined;
  readonly key: RecordKey | undefined;
  readonly outcome: Outcome;
  /** If a resized or converted version was uploaded: what the file is, and what was uploaded. */
  readonly made?: { readonly before: Facts; readonly after: Facts };
}
