import type { BulkUploads } from '../commands/bulkUploads.ts';
import type { Services } from '../commands/services.ts';

/** The services of all commands, and what the view asks of other wings. */
export interface ViewServices extends Services {
  /** The IDs of the accounts as far as known without asking the secret storage. */
  readonly accountIds: () => readonly string[];
  readonly bulkUploads: () => Promise<BulkUploads>;
}
