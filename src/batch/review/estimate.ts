import { MOST_IDS } from '../../zoho/recordRows.ts';
import { photosLookedAt } from '../run/verifier.ts';
import { AT_ONCE } from '../run/rateLimiter.ts';

export interface Estimated {
  /** Bytes of each picture. */
  readonly sizes: readonly number[];
  /** Records that have a photo. */
  readonly withPhoto: number;
  /** Records of which nobody knows whether they have one. */
  readonly unknownPhotos: number;
  /** Bytes of the account’s backups: what one there typically takes. */
  readonly backupSizes: readonly number[];
  /** Bytes that backups may take in all, as the setting has it; 0: none is kept. */
  readonly mostBackupBytes: number;
}

export interface Estimate {
  /** API credits at most: a request is one. */
  readonly credits: number;
  /** If none of the records has a photo of which that is not known; else the same. */
  readonly creditsAtLeast: number;
  readonly creditsWithoutBackups: number;
  /** Bytes that the backups take at most, about. */
  readonly backupBytes: number;
  /** Whether there is room for them. */
  readonly fits: boolean;
  /** About how long it takes. */
  readonly seconds: number;
}

/** Records that one request looks at before (run/recordBunches.ts). */
const BUNCH = 50;

/** What an upload takes of Zoho and of a line as many have one: nobody can know it before. */
const REQUEST_SECONDS = 0.6;
const BYTES_PER_SECOND = 2_000_000;

/** What a run costs and takes, told before it begins. */
export function estimate(estimated: Estimated): Estimate {
  const { sizes, withPhoto, unknownPhotos, backupSizes, mostBackupBytes } = estimated;
  const { length } = sizes;
  const looks = Math.ceil(length / BUNCH) + Math.ceil(length / MOST_IDS) + photosLookedAt(length);
  const creditsWithoutBackups = length + looks;
  const [kept, keptAtLeast] = mostBackupBytes > 0 ? [withPhoto + unknownPhotos, withPhoto] : [0, 0];
  const backupBytes = Math.round(kept * mean(backupSizes.length > 0 ? backupSizes : sizes));
  return {
    credits: creditsWithoutBackups + kept,
    creditsAtLeast: creditsWithoutBackups + keptAtLeast,
    creditsWithoutBackups,
    backupBytes,
    fits: backupBytes <= mostBackupBytes || kept === 0,
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
