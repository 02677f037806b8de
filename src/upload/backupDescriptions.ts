import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { codeOf, namesIn, readText } from '../storage/busyFile.ts';
import { fromStoredKeys } from '../storage/storedKeys.ts';
import type { Backup } from './backup.ts';
import { BackupSchema, folderName } from './backup.ts';

/** The descriptions of the backups in a folder: a file for each picture, which never changes. */
export class BackupDescriptions {
  readonly #folder: string;
  /** What has been read, by its file. */
  readonly #read = new Map<string, Backup>();
  /**
   * Files that couldn’t be read because another program keeps them open. There is a photo anyway.
   */
  readonly #held = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The backups of one account, latest first. None if the folder can’t be read. */
  async in(folder: string): Promise<Backup[]> {
    const names = await namesIn(path.join(this.#folder, folder)).catch(() => []);
    const read = names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        const file = path.join(this.#folder, folder, name);
        const photo = this.#read.get(file) ?? (await this.#describe(file));
        if (photo === undefined || folderName(photo.account) !== folder) {
          return [];
        }
        this.#read.set(file, photo);
        return [photo];
      });
    return (await Promise.all(read)).flat().toSorted((a, b) => b.at - a.at);
  }

  /** IDs of backups that exist, but couldn’t be read the last time. */
  held(): Set<string> {
    return new Set([...this.#held].map((file) => path.basename(file, '.json')));
  }

  forget(file: string): void {
    this.#read.delete(file);
  }

  clear(): void {
    this.#read.clear();
  }

  async #describe(file: string): Promise<Backup | undefined> {
    // If the wait was in vain once, it isn’t repeated each time.
    const text = this.#held.has(file) ? readFile(file, 'utf8') : readText(file);
    try {
      const photo = parse(await text);
      this.#held.delete(file);
      return photo;
    } catch (error) {
      this.#held.delete(file);
      if (codeOf(error) !== 'ENOENT') {
        this.#held.add(file);
      }
      return undefined;
    }
  }
}

function parse(text: string): Backup | undefined {
  try {
    const parsed = v.safeParse(BackupSchema, fromStoredKeys(JSON.parse(text)));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
