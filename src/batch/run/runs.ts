import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { WriteTo } from '../../storage/appendFile.ts';
import { namesIn, removeFile, removeFolder, renameFile } from '../../storage/busyFile.ts';
import type { Leases } from '../../storage/leases.ts';
import type { ApiVersion, RestrictTrigger } from '../../zoho/apiVersion.ts';
import { folderName } from '../../upload/backup.ts';
import { Journal } from './journal.ts';
import type { RunState } from './runState.ts';
import type { Planned } from './planned.ts';

const OPEN = '.jsonl';
const OVER = '.over.jsonl';

/** The leases of a killed window last five more seconds (storage/lease.ts). */
const PATIENCE_MS = 8000;

interface RunSettings {
  readonly version: ApiVersion;
  readonly restrictTriggers: readonly RestrictTrigger[];
  /** Whether location, camera, and people are removed from pictures. */
  readonly withoutPersonalData: boolean;
  /** Whether pictures that Zoho would refuse, or that are larger than wanted, are converted. */
  readonly fits: boolean;
  readonly longestSide?: number;
  readonly withoutCmyk?: boolean;
  /** Whether records that already have the same picture from us are skipped. */
  readonly skipsUnchanged: boolean;
  /** Whether records that have a photo by then are skipped. */
  readonly onlyWithoutPhoto?: boolean;
}

/** A run by the names of its file, which says nothing of its content. */
export interface StoredRun {
  readonly id: string;
  readonly file: string;
  /** Whether its file's name says that nothing is left to do. */
  readonly isOver: boolean;
}

/** The journals of all runs, in a folder of the extension, with a subfolder for each account. */
export class Runs {
  readonly #folder: string;
  readonly #leases: Pick<Leases, 'hold' | 'isHeld'>;
  readonly #write: WriteTo | undefined;
  readonly #patience: number;

  constructor(
    folder: string,
    leases: Pick<Leases, 'hold' | 'isHeld'>,
    { write, patience = PATIENCE_MS }: { write?: WriteTo; patience?: number } = {},
  ) {
    this.#folder = folder;
    this.#leases = leases;
    this.#write = write;
    this.#patience = patience;
  }

  /**
   * Writes the journal of a new run.
   *
   * @param planned no record twice, since chance would decide which picture it gets
   * @returns the run's ID
   * @throws what the file system says
   */
  async create(
    account: string,
    { skipsUnchanged, ...settings }: RunSettings,
    planned: readonly Planned[],
  ): Promise<string> {
    const records = new Set(planned.map(({ key }) => `${key.module} ${key.id}`));
    if (records.size < planned.length) {
      throw new RangeError('a run with two pictures for one record');
    }
    const at = Date.now();
    const id = `${at}-${randomUUID()}`;
    await Journal.create(
      path.join(this.#folder, folderName(account), id + OPEN),
      {
        id,
        account,
        at,
        ...settings,
        restrictTriggers: [...settings.restrictTriggers],
        onlyChanged: skipsUnchanged,
      },
      planned.map(({ picture: { place, name, size }, key, shown }) => ({
        place: place ?? '',
        name,
        size,
        key,
        shown,
      })),
    );
    return id;
  }

  /**
   * Runs that are not over, latest first, including those that another window has. Reads no file if
   * there never was a run.
   */
  async unfinished(): Promise<RunState[]> {
    const states = await this.#states((name) => !name.endsWith(OVER));
    return states.filter(({ over }) => !over);
  }

  /** Runs that were created since then, latest first. @param at milliseconds since 1970 */
  since(at: number): Promise<RunState[]> {
    return this.#states((name) => createdAt(idOf(name)) >= at);
  }

  /** All runs of an account, latest first. */
  async of(account: string): Promise<RunState[]> {
    const states = await this.#states(() => true);
    return states.filter(({ run }) => run.account === account);
  }

  /** All runs of an account, latest first, without reading any of them. */
  async stored(account: string): Promise<StoredRun[]> {
    const folder = folderName(account);
    const files = await this.#files(() => true, [folder]);
    return files
      .map((file) => ({ id: idOf(file), file, isOver: file.endsWith(OVER) }))
      .toSorted((a, b) => createdAt(b.id) - createdAt(a.id));
  }

  /** The present state of a run; undefined if it doesn't exist or its format is unknown. */
  async read(id: string): Promise<RunState | undefined> {
    const [file] = await this.#files((name) => idOf(name) === id);
    return file === undefined ? undefined : Journal.read(file);
  }

  /** Whether a window has it, this one or another. May take some seconds to notice that none has. */
  isRunning(id: string): Promise<boolean> {
    return this.#leases.isHeld(leaseOf(id));
  }

  /**
   * Does something with a run that only one window may do at a time.
   *
   * @returns `elsewhere` if another window has it, `gone` if it doesn't exist
   */
  async own<T>(
    id: string,
    work: (journal: Journal) => Promise<T>,
  ): Promise<T | 'elsewhere' | 'gone'> {
    return alone(this.#leases, leaseOf(id), this.#patience, async () => {
      const file = (await this.#files(() => true)).find((one) => idOf(one) === id);
      const journal = file === undefined ? undefined : await Journal.open(file, this.#write);
      if (file === undefined || journal === undefined) {
        return 'gone';
      }
      try {
        return await work(journal);
      } finally {
        await journal.close();
        if (journal.state.over && !file.endsWith(OVER)) {
          await renameFile(file, file.slice(0, -OPEN.length) + OVER).catch(() => undefined);
        }
      }
    });
  }

  /** Deletes a run, unless a window has it. Its backups stay. */
  async delete(id: string): Promise<'elsewhere' | undefined> {
    if (await this.isRunning(id)) {
      return 'elsewhere';
    }
    return alone(this.#leases, leaseOf(id), this.#patience, async () => {
      for (const file of await this.#files((name) => idOf(name) === id)) {
        await removeFile(file);
      }
      return undefined;
    });
  }

  /** Deletes all runs of an account, including those that a newer version left. */
  async forgetAll(account: string): Promise<void> {
    await removeFolder(path.join(this.#folder, folderName(account)));
  }

  /**
   * Deletes runs that are over and older than this many milliseconds: their backups are gone.
   *
   * @param except the ID of a run to keep
   */
  async prune(milliseconds: number, except?: string): Promise<void> {
    // Names aren't enough: another program may have prevented a rename.
    for (const file of await this.#files((name) => idOf(name) !== except)) {
      const state = await Journal.read(file);
      if (state?.over === true && Date.now() - state.run.at > milliseconds) {
        await removeFile(file).catch(() => undefined);
      }
    }
  }

  async #states(wanted: (name: string) => boolean): Promise<RunState[]> {
    const files = await this.#files(wanted);
    const states = await Promise.all(files.map((file) => Journal.read(file)));
    return states.filter((state) => state !== undefined).toSorted((a, b) => b.run.at - a.run.at);
  }

  async #files(wanted: (name: string) => boolean, of?: readonly string[]): Promise<string[]> {
    const folders = of ?? (await namesIn(this.#folder).catch(() => []));
    const files = folders.map(async (folder) => {
      const names = await namesIn(path.join(this.#folder, folder)).catch(() => []);
      return names
        .filter((name) => name.endsWith(OPEN) && wanted(name))
        .map((name) => path.join(this.#folder, folder, name));
    });
    return (await Promise.all(files)).flat();
  }
}

function leaseOf(id: string): string {
  return `run-${id}`;
}

function idOf(file: string): string {
  return path.basename(file).split('.')[0] ?? '';
}

/** An ID starts with the time when it was created. */
function createdAt(id: string): number {
  return Number.parseInt(id, 10);
}

/** Works under a lease, unless another window holds and keeps it. */
async function alone<T>(
  leases: Pick<Leases, 'hold'>,
  name: string,
  patience: number,
  work: () => Promise<T>,
): Promise<T | 'elsewhere'> {
  const waiting = new AbortController();
  const timer = setTimeout(() => {
    waiting.abort();
  }, patience);
  const begin = (): Promise<T> => {
    clearTimeout(timer);
    return work();
  };
  try {
    return await leases.hold(name, begin, waiting.signal);
  } catch (error) {
    if (waiting.signal.aborted && error === waiting.signal.reason) {
      return 'elsewhere';
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
