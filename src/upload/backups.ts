import { createHash } from 'node:crypto';
import path from 'node:path';
import type { writeAtomically } from '../storage/atomicFile.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Backup } from './backupDescriptions.ts';
import type { BackupFolder } from './backupFolder.ts';

export type { Backup } from './backupDescriptions.ts';

/** Whose photo it is. */
export interface Owner {
  /** The account's id. */
  readonly account: string;
  readonly organization: string;
}

/** Why a photo could not be kept. */
export type BackupFailure =
  | { readonly kind: 'no-room'; readonly megabytes: number }
  | {
      readonly kind: 'not-written';
      /** The system's own: `ENOSPC`. */
      readonly code: string;
      /** Nothing may be written where the photos are kept. */
      readonly forbidden?: true;
    };

export interface BackupLimits {
  /** 0: nothing is kept. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/**
 * The photos that records had, in a folder of the extension: one folder within for each account.
 * They are there from the start, and what reads and writes them is loaded with the first.
 */
export class Backups {
  readonly #folder: string;
  readonly #limits: () => BackupLimits;
  readonly #write: typeof writeAtomically | undefined;
  #loaded: Promise<BackupFolder> | undefined;

  constructor(folder: string, limits: () => BackupLimits, write?: typeof writeAtomically) {
    this.#folder = folder;
    this.#limits = limits;
    this.#write = write;
  }

  /** Whether photos are kept at all. */
  get on(): boolean {
    return this.mostBytes > 0;
  }

  /** How many bytes are kept at most; 0: none are. */
  get mostBytes(): number {
    return this.#limits().bytes;
  }

  /**
   * Keeps a photo; the oldest ones make room for it.
   *
   * @param spared ids of those that do not make room: what the present run has kept. The new one's
   *   is added before another can want its room
   * @param signal ends the waiting for another program that has a file open
   * @throws the signal's reason
   */
  async keep(
    owner: Owner,
    record: CrmRecord,
    bytes: Uint8Array,
    spared: Set<string>,
    signal?: AbortSignal,
  ): Promise<Backup | BackupFailure> {
    return (await this.#load()).keep(owner, record, bytes, spared, signal);
  }

  /** Those of an account, latest first. */
  async of(account: string): Promise<Backup[]> {
    return (await this.#load()).of(account);
  }

  async get(account: string, id: string): Promise<Backup | undefined> {
    return (await this.#load()).get(account, id);
  }

  /** The picture, or undefined where it is gone or is not what was kept. */
  async read(photo: Backup): Promise<Uint8Array | undefined> {
    return (await this.#load()).read(photo);
  }

  /** Path of the picture, with the ending of what it is. */
  pictureFile({ account, id, pictureFormat }: Backup): string {
    return path.join(this.#folder, folderName(account), `${id}.${endingOf(pictureFormat)}`);
  }

  async forget(photo: Backup): Promise<void> {
    await (await this.#load()).forget(photo);
  }

  async forgetAll(account: string): Promise<void> {
    await (await this.#load()).forgetAll(account);
  }

  #load(): Promise<BackupFolder> {
    this.#loaded ??= import('./backupFolder.ts').then(
      ({ BackupFolder }) => new BackupFolder(this.#folder, this.#limits, this.#write),
    );
    return this.#loaded;
  }
}

/** An account's id has slashes, and says who somebody is. */
export function folderName(account: string): string {
  return createHash('sha256').update(account).digest('hex').slice(0, 32);
}

/** The ending of a file with a picture of this format: `jpg`. */
export function endingOf(format: string): string {
  const known = ['PNG', 'JPEG', 'GIF', 'BMP', 'WebP', 'TIFF'].find((one) => one === format);
  return known === undefined ? 'bin' : known === 'JPEG' ? 'jpg' : known.toLowerCase();
}
