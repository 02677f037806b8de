import type { Account } from '../auth/account.ts';
import type { After } from '../upload/change.ts';
import { FileRecords } from '../upload/fileRecords.ts';
import type { RecentRecord } from '../upload/recent.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Services } from './services.ts';

/** A record that got a photo. */
interface PhotographedRecord extends RecentRecord {
  /** The file's URI, and how to recognize the photo that it became. */
  readonly file?: { readonly place: string; readonly photo: After };
}

/**
 * Remembers records that got a photo as recent ones, the last one as the latest, and where files
 * went. After a sign-out, nothing of the account is remembered.
 */
export async function rememberRecords(
  { accounts, memory, recent }: Services,
  account: Account,
  records: readonly PhotographedRecord[],
): Promise<void> {
  if ((await accounts.known()).some(({ id }) => id === account.id)) {
    for (const { file, ...record } of records) {
      await recent.add(account.id, record);
      if (file !== undefined) {
        const { place, photo } = file;
        await new FileRecords(memory).add(account.id, place, { ...record, photo });
      }
    }
  }
}

/** Deletes what is remembered of a record that isn't there anymore: it would be suggested again. */
export async function deleteRemembered(
  { memory, recent }: Services,
  { id }: Account,
  key: RecordKey,
): Promise<void> {
  await recent.delete(id, key);
  await new FileRecords(memory).delete(id, key);
}
