import type { Account } from '../auth/account.ts';
import { organizationName } from '../ui/names.ts';
import type { Picture } from '../image/picture.ts';
import type { Owner } from '../upload/backup.ts';
import type { After } from '../upload/change.ts';
import type { RecentRecord } from '../upload/recent.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Services } from './services.ts';

/** A picture that became a photo, and how to recognize that. */
interface NewPhoto {
  readonly of: Picture;
  readonly after: After;
}

/** A record that got a photo. */
interface PhotographedRecord extends RecentRecord {
  readonly photo?: NewPhoto;
}

/** Remembers records that got a photo as recent ones, the last one as the latest, and their files. */
export async function rememberRecords(
  services: Services,
  account: Account,
  records: readonly PhotographedRecord[],
): Promise<void> {
  if (await isSignedIn(services, account)) {
    for (const { photo, ...record } of records) {
      await services.recent.add(account.id, record);
      if (photo !== undefined) {
        await rememberFile(services, account, record, photo);
      }
    }
  }
}

/** Remembers which file became the photo of a record. */
export async function rememberFile(
  services: Services,
  account: Account,
  record: RecentRecord,
  { of: { place, stamp }, after }: NewPhoto,
): Promise<void> {
  if (place === undefined) {
    await forgetUploads(services, account, [record]);
  } else if (await isSignedIn(services, account)) {
    const upload = { place, stamp: stamp?.(), at: Date.now(), photo: after };
    await (await services.uploadedFiles()).add(ownerOf(account), [{ ...record, ...upload }]);
  }
}

/** After a sign-out, nothing more of the account is remembered. */
async function isSignedIn({ accounts }: Services, account: Account): Promise<boolean> {
  return (await accounts.known()).some(({ id }) => id === account.id);
}

export function ownerOf(account: Account): Owner {
  return { account: account.id, organization: organizationName(account) };
}

/** The photos of these records are no longer the files that were uploaded last. */
export async function forgetUploads(
  { uploadedFiles }: Pick<Services, 'uploadedFiles'>,
  { id }: Account,
  keys: readonly RecordKey[],
): Promise<void> {
  await (await uploadedFiles()).changed(id, keys);
}

/** Deletes what is remembered of a record that isn't there anymore: it would be suggested again. */
export async function deleteRemembered(
  { recent, uploadedFiles }: Services,
  { id }: Account,
  key: RecordKey,
): Promise<void> {
  await recent.delete(id, key);
  await (await uploadedFiles()).delete(id, key);
}
