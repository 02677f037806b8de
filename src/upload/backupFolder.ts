import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { formatOf } from '../image/signature.ts';
import { writeAtomically } from '../storage/atomicFile.ts';
import { isBusy, namesIn, readBytes, removeFile, removeFolder } from '../storage/busyFile.ts';
import { toStoredKeys } from '../storage/storedKeys.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { BackupDescriptions } from './backupDescriptions.ts';
import type { Applied, Backup, BackupLimits, BackupFailure, IsChanging, Owner } from './backup.ts';
import { folderName, pictureFile } from './backup.ts';
import { sha256Of } from '../storage/sha256.ts';

/** After this time, a file that a killed window left incomplete belongs to nobody. */
const ORPHAN_MS = 3_600_000;

/** The files of backups (backups.ts): a picture and its description for each. */
export class BackupFolder {
  readonly #folder: string;
  readonly #limits: () => BackupLimits;
  readonly #write: typeof writeAtomically;
  readonly #descriptions: BackupDescriptions;
  /** Settles when the last one has found space. Two at once would both find the space for one. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Bytes of those that have space and are being written. */
  #pending = 0;

  constructor(folder: string, limits: () => BackupLimits, write = writeAtomically) {
    this.#folder = folder;
    this.#descriptions = new BackupDescriptions(folder);
    this.#limits = limits;
    this.#write = write;
  }

  /** See `Backups`, here and below. */
  async keep(
    owner: Owner,
    { key, name, photoMark }: CrmRecord,
    bytes: Uint8Array,
    spared: Set<string>,
    signal?: AbortSignal,
  ): Promise<Backup | BackupFailure> {
    const limit = this.#limits().bytes;
    const at = Date.now();
    const photo: Backup = {
      format: 1,
      id: `${at}-${randomUUID()}`,
      ...owner,
      key,
      name: name ?? null,
      at,
      pictureFormat: formatOf(bytes) ?? '',
      size: bytes.length,
      sha256: sha256Of(bytes),
      mark: photoMark ?? null,
    };
    try {
      if (!(await this.#reserve(photo, limit, spared))) {
        return { kind: 'no-room', megabytes: Math.round(limit / 1_000_000) };
      }
    } catch (error) {
      return notWritten(error);
    }
    try {
      await this.#write(pictureFile(this.#folder, photo), bytes, signal);
      // Last: a picture without a description doesn’t count.
      await this.#write(
        this.#description(photo),
        Buffer.from(JSON.stringify(toStoredKeys(photo))),
        signal,
      );
      return photo;
    } catch (error) {
      spared.delete(photo.id);
      const forgotten = this.delete(photo).catch(() => undefined);
      signal?.throwIfAborted();
      await forgotten;
      return notWritten(error);
    } finally {
      this.#pending -= photo.size;
    }
  }

  /** One after the other. */
  #reserve({ id, size }: Backup, limit: number, spared: Set<string>): Promise<boolean> {
    const reserved = this.#turn.then(async () => {
      const fits = await this.#makeRoom(this.#pending + size, limit, spared);
      if (fits) {
        this.#pending += size;
        spared.add(id);
      }
      return fits;
    });
    this.#turn = reserved.catch(() => undefined);
    return reserved;
  }

  async of(account: string): Promise<Backup[]> {
    await this.#makeRoom(0, Infinity, new Set());
    await this.#removeOrphans();
    return this.#descriptions.in(folderName(account));
  }

  async idsOf(account: string): Promise<string[]> {
    const names = await namesIn(path.join(this.#folder, folderName(account))).catch(() => []);
    return names.filter((name) => name.endsWith('.json')).map(idOf);
  }

  async get(account: string, id: string): Promise<Backup | undefined> {
    return (await this.#descriptions.in(folderName(account))).find((photo) => photo.id === id);
  }

  async read(photo: Backup): Promise<Uint8Array | undefined> {
    const bytes = await readBytes(pictureFile(this.#folder, photo)).catch(() => undefined);
    const is = bytes && sha256Of(bytes);
    return is === photo.sha256 ? bytes : undefined;
  }

  async delete(photo: Backup): Promise<void> {
    this.#descriptions.forget(this.#description(photo));
    // The picture first: if it stays, its description still says that it exists.
    await removeFile(pictureFile(this.#folder, photo));
    await removeFile(this.#description(photo));
  }

  /** See `Backups`. After those that are finding space, since it deletes what they count. */
  applyLimits(isChanging: IsChanging): Promise<Applied> {
    const applied = this.#turn.then(() => this.#apply(isChanging));
    this.#turn = applied.catch(() => undefined);
    return applied;
  }

  async #apply(isChanging: IsChanging): Promise<Applied> {
    const { bytes, milliseconds } = this.#limits();
    let used = 0;
    let deleted = 0;
    let isWaiting = false;
    for (const photo of await this.#all()) {
      used += photo.size;
      const age = Date.now() - photo.at;
      if (used <= bytes && age <= milliseconds) {
        continue;
      }
      // A change may need its backup until it is over, if only to see what became of the photo.
      if (age < ORPHAN_MS && (await isChanging(photo))) {
        isWaiting = true;
        continue;
      }
      // One that a viewer has open is deleted another time.
      await this.delete(photo).then(
        () => (deleted += 1),
        () => (isWaiting = true),
      );
    }
    await this.#removeOrphans();
    return { deleted, isWaiting };
  }

  /** The backups of all accounts, latest first. */
  async #all(): Promise<Backup[]> {
    const folders = await namesIn(this.#folder).catch(() => []);
    const all = await Promise.all(folders.map((folder) => this.#descriptions.in(folder)));
    return all.flat().toSorted((a, b) => b.at - a.at);
  }

  /**
   * Makes space for another. What a viewer has open becomes an orphan, and isn’t tried each time.
   */
  async #evict(photo: Backup): Promise<void> {
    this.#descriptions.forget(this.#description(photo));
    await removeFile(this.#description(photo));
    await removeFile(pictureFile(this.#folder, photo));
  }

  async deleteAll(account: string): Promise<void> {
    this.#descriptions.clear();
    await removeFolder(path.join(this.#folder, folderName(account)));
  }

  #description({ account, id }: Backup): string {
    return path.join(this.#folder, folderName(account), `${id}.json`);
  }

  /** Deletes those that are too old, and then the oldest, until this many bytes fit. */
  async #makeRoom(bytes: number, limit: number, spared: ReadonlySet<string>): Promise<boolean> {
    const { milliseconds } = this.#limits();
    const all = await this.#all();
    const sum = (some: readonly Backup[]): number =>
      some.reduce((total, { size }) => total + size, 0);
    // If it can’t fit anyway, the others keep their place.
    const fits = sum(all.filter(({ id }) => spared.has(id))) + bytes <= limit;
    let used = sum(all);
    for (const photo of all.toReversed()) {
      const tooOld = Date.now() - photo.at > milliseconds;
      if ((tooOld || (fits && used + bytes > limit)) && !spared.has(photo.id)) {
        // One that a viewer has open stays for now, and another one makes space.
        used -= await this.#evict(photo).then(
          () => photo.size,
          () => 0,
        );
      }
    }
    return fits;
  }

  /**
   * Removes pictures without a description, left by a window that was killed between the two, and
   * what is too old and has an unreadable description, like a newer version's.
   */
  async #removeOrphans(): Promise<void> {
    const { bytes, milliseconds: most } = this.#limits();
    const milliseconds = bytes > 0 ? most : 0;
    for (const folder of await namesIn(this.#folder).catch(() => [])) {
      // One list has both. If it can’t be read, nothing is known to be an orphan.
      const names = await namesIn(path.join(this.#folder, folder)).catch(() => []);
      const described = new Set(names.filter((name) => name.endsWith('.json')).map(idOf));
      const known = new Set((await this.#descriptions.in(folder)).map(({ id }) => id));
      const held = this.#descriptions.held();
      for (const name of names) {
        const id = idOf(name);
        const age = Date.now() - Number(id.split('-')[0]);
        const mostAge = described.has(id) ? Math.max(milliseconds, ORPHAN_MS) : ORPHAN_MS;
        if (!known.has(id) && !held.has(id) && age > mostAge) {
          await removeFile(path.join(this.#folder, folder, name)).catch(() => undefined);
        }
      }
    }
  }
}

function idOf(name: string): string {
  return name.split('.')[0] ?? '';
}

function notWritten(error: unknown): BackupFailure {
  // What another program may have open exists: it is renamed or removed.
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  const forbidden = isBusy(error) && ['mkdir', 'open'].includes(syscall);
  return { kind: 'not-written', code, ...(forbidden ? { forbidden } : {}) };
}
