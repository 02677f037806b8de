import path from 'node:path';
import type { Account } from '../auth/account.ts';
import type { AccessUse } from '../ui/words/accessUse.ts';
import { LastUploads } from '../upload/lastUploads.ts';
import type { PhotoLeft } from '../upload/singleChange.ts';
import type { Services } from './services.ts';

type Stored = Pick<Services, 'storageFolder' | 'leases'>;

/** The picture last uploaded to each record of an account. */
export function lastUploadsOf(
  { storageFolder, leases }: Stored,
  account: string,
): Promise<LastUploads> {
  return LastUploads.of(folderIn(storageFolder), account, leases);
}

/** Deletes an account's record of last uploads. */
export function deleteLastUploads(
  { storageFolder }: Pick<Stored, 'storageFolder'>,
  account: string,
): Promise<void> {
  return LastUploads.forgetAll(folderIn(storageFolder), account);
}

/**
 * Notes which picture a single upload gave a record. What was restored or removed is no upload: what
 * the record has then is neither a picture of the person’s nor somebody else’s change.
 */
export async function noteLeft(
  services: Pick<Services, 'accounts' | 'leases' | 'log' | 'storageFolder'>,
  { id }: Account,
  use: AccessUse,
  { key, sha256, mark }: PhotoLeft,
): Promise<void> {
  try {
    // After a sign-out, nothing of the account is remembered.
    if ((await services.accounts.known()).some((known) => known.id === id)) {
      const lastUploads = await lastUploadsOf(services, id);
      if (use === 'upload' && sha256 !== undefined) {
        lastUploads.note(key, sha256, mark);
      } else {
        lastUploads.forget(key);
      }
      await lastUploads.save();
    }
  } catch (error) {
    // The photo is stored, whatever is noted about it.
    services.log.bug(error);
  }
}

function folderIn(storage: string): string {
  return path.join(storage, 'last-uploads');
}
