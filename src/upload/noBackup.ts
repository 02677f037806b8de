import type { Failure } from '../zoho/failure.ts';
import type { BackupFailure } from './backup.ts';

/** Why the photo that a record has couldn’t be backed up before it is replaced or removed. */
export type NoBackup = BackupFailure | { readonly kind: 'not-fetched'; readonly failure: Failure };
