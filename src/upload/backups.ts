import type { writeAtomically } from '../storage/atomicFile.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { BackupFolder } from './backupFolder.ts';
import type { Applied, Backup, BackupFailure, BackupLimits, IsChanging, Owner } from './backup.ts';
import { pictureFile } from './backup.ts';

/**
 * The backups of photos, in a folder of the extension, with one folder in it for each account. This
 * class exists from the start, and the code that reads and writes is loaded with the first backup.
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

  /** Whether photos are backed up at all. */
  get on(): boolean {
    return this.mostBytes > 0;
  }

  /** The most bytes of all backups; 0: no backups. */
  get mostBytes(): number {
    return this.#limits().bytes;
  }

  /**
   * Backs up a photo. The oldest backups make space for it.
   *
   * @param spared IDs of those that don’t make space: the backups of the present run. The new one's
   *   is added before another can want its space
   * @param signal ends the wait for another program that has a file open
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

  /** The backups of an account, latest first. */
  async of(account: string): Promise<Backup[]> {
    return (await this.#load()).of(account);
  }

  /** Their IDs, without reading any of them. */
  async idsOf(account: string): Promise<string[]> {
    return (await this.#load()).idsOf(account);
  }

  async get(account: string, id: string): Promise<Backup | undefined> {
    return (await this.#load()).get(account, id);
  }

  /** The picture, or undefined if it is gone or has changed. */
  async read(photo: Backup): Promise<Uint8Array | undefined> {
    return (await this.#load()).read(photo);
  }

  /** Path of the picture, with the ending of its format. */
  pictureFile(photo: Backup): string {
    return pictureFile(this.#folder, photo);
  }

  async delete(photo: Backup): Promise<void> {
    await (await this.#load()).delete(photo);
  }

  async deleteAll(account: string): Promise<void> {
    await (await this.#load()).deleteAll(account);
  }

  /**
   * Deletes what the limits no longer allow: what is too old, and the oldest of what is too much. If
   * backups are off, that is all of them, but for a change that is under way.
   */
  async applyLimits(isChanging: IsChanging): Promise<Applied> {
    return (await this.#load()).applyLimits(isChanging);
  }

  #load(): Promise<BackupFolder> {
    this.#loaded ??= import('./backupFolder.ts').then(
      ({ BackupFolder }) => new BackupFolder(this.#folder, this.#limits, this.#write),
    );
    return this.#loaded;
  }
}
