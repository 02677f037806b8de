import { MOST_IDS } from '../../zoho/recordRows.ts';
import { photosChecked } from '../run/verifier.ts';
import { AT_ONCE } from '../run/rateLimiter.ts';

export interface Estimated {
  /** Sizes of the pictures, in bytes. */
  readonly sizes: readonly number[];
  /** Records that have a photo. */
  readonly withPhoto: number;
  /** Records that may or may not have one. */
  readonly unknownPhotos: number;
  /** Whether only records without a photo are uploaded to: then no photo is backed up. */
  readonly onlyWithoutPhoto?: boolean | undefined;
  /** Sizes of the account’s backups, in bytes: they tell how large a photo there typically is. */
  readonly backupSizes: readonly number[];
  /** Maximum size of all backups in bytes, from the settings; 0 keeps none. */
  readonly mostBackupBytes: number;
}

export interface Estimate {
  /** API credits at most, one for each request. */
  readonly credits: number;
  /** API credits if none of the unknown records has a photo. */
  readonly creditsAtLeast: number;
  readonly creditsWithoutBackups: number;
  /** Approximate size of the new backups at most, in bytes. */
  readonly backupBytes: number;
  /** Whether the setting leaves room for them. */
  readonly fits: boolean;
  /** Approximate duration. */
  readonly seconds: number;
}

/** Records verified by one request before the upload (run/recordBunches.ts). */
const BUNCH = 50;

/** Typical times of Zoho and of an average connection: the real ones can't be known before. */
const REQUEST_SECONDS = 0.6;
const BYTES_PER_SECOND = 2_000_000;

/** Estimates what a run will cost and how long it will take. */
export function estimate(estimated: Estimated): Estimate {
  const { sizes, withPhoto, unknownPhotos, onlyWithoutPhoto } = estimated;
  const { backupSizes, mostBackupBytes } = estimated;
  const { length } = sizes;
  const looks = Math.ceil(length / BUNCH) + Math.ceil(length / MOST_IDS) + photosChecked(length);
  const creditsWithoutBackups = length + looks;
  // Of a photo that is only looked for, no more is needed than that it's there.
  const looksForPhoto = mostBackupBytes > 0 || onlyWithoutPhoto === true;
  const [kept, keptAtLeast] = looksForPhoto ? [withPhoto + unknownPhotos, withPhoto] : [0, 0];
  const backups = onlyWithoutPhoto === true ? 0 : kept;
  const backupBytes = Math.round(backups * mean(backupSizes.length > 0 ? backupSizes : sizes));
  return {
    credits: creditsWithoutBackups + kept,
    creditsAtLeast: creditsWithoutBackups + keptAtLeast,
    creditsWithoutBackups,
    backupBytes,
    fits: backupBytes <= mostBackupBytes || backups === 0,
    seconds: Math.max(
      ((length + kept) * REQUEST_SECONDS) / AT_ONCE,
      total(sizes) / BYTES_PER_SECOND,
    ),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : total(values) / values.length;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
