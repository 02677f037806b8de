import path from 'node:path';
import * as v from 'valibot';
import { endingOf } from '../image/ending.ts';
import { sha256Of } from '../storage/sha256.ts';

/** Whose photo it is. */
export interface Owner {
  /** The account's ID. */
  readonly account: string;
  readonly organization: string;
}

/** Why a photo couldn’t be backed up. */
export type BackupFailure =
  | { readonly kind: 'no-room'; readonly megabytes: number }
  | {
      readonly kind: 'not-written';
      /** The system's own: `ENOSPC`. */
      readonly code: string;
      /** The folder of the backups can’t be written to. */
      readonly forbidden?: true;
    };

export interface BackupLimits {
  /** 0: no backups. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Whether a window is changing the photo of a backup’s record now. */
export type IsChanging = (backup: Backup) => Promise<boolean>;

/** What became of the backups that the limits no longer allow. */
export interface Applied {
  readonly deleted: number;
  /** Some can only be deleted later. */
  readonly isWaiting: boolean;
}

/** An account's ID has slashes, and says who somebody is. */
export function folderName(account: string): string {
  return sha256Of(account).slice(0, 32);
}

export const BackupSchema = v.object({
  format: v.literal(1),
  /** Names its two files, so nothing else may be in it. */
  id: v.pipe(v.string(), v.regex(/^\d+-[0-9a-f-]{36}$/)),
  account: v.string(),
  /** Name and environment, for whoever reads the list. */
  organization: v.string(),
  key: v.object({ module: v.string(), id: v.string() }),
  name: v.nullable(v.string()),
  /** Milliseconds since 1970. */
  at: v.number(),
  /** By content; empty if it is unknown. */
  pictureFormat: v.string(),
  /** Bytes. */
  size: v.number(),
  sha256: v.string(),
  /** `Record_Image` of the record while it had this photo. */
  mark: v.nullable(v.string()),
});

/** What is known about a photo that a record had. The picture itself is in another file. */
export type Backup = v.InferOutput<typeof BackupSchema>;

/** Stored names end like this, unlike other files of these formats. */
const STORED_ENDINGS: Readonly<Record<string, string>> = { AVIF: 'bin', HEIC: 'bin', TIFF: 'tiff' };

/** @returns the path of a backup's picture in the folder of all backups */
export function pictureFile(folder: string, { account, id, pictureFormat }: Backup): string {
  const ending = STORED_ENDINGS[pictureFormat] ?? endingOf(pictureFormat);
  return path.join(folder, folderName(account), `${id}.${ending}`);
}
