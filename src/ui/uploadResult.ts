import type { Outcome } from '../upload/outcome.ts';
import type { RecordKey } from '../zoho/photo.ts';

/** One picture, where it was to go (nowhere, if it was refused before that), what became of it. */
export interface UploadResult {
  readonly picture: string;
  readonly key: RecordKey | undefined;
  readonly outcome: Outcome;
}
