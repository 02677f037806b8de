import type { writeAtomically } from '../storage/atomicFile.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { BackupFolder } from './backupFolder.ts';
import type { Backup, BackupFailure, BackupLimits, Owner } from './backup.ts';
import { pictureFile } from './backup.ts';

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
  pictureFile(photo: Backup): string {
    return pictureFile(this.#folder, photo);
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
