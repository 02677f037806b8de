import { randomUUID } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  codeOf,
  makeFolder,
  mayPass,
  overwriteFile,
  readText,
  removeFile,
  whileBusy,
} from './busyFile.ts';
import type { Lease, LeaseTimes } from './lease.ts';
import { beat, isOwn, readHolder, tryToRemove } from './leaseFile.ts';
import { stopwatch } from '../async/stopwatch.ts';

/** Milliseconds. After a window is killed, the others wait five seconds. */
const TIMES: LeaseTimes = { heartbeat: 1000, timeout: 5000, pollInterval: 100 };

/** How the file ends that has what a holder left for the next. */
const NOTE = '.note';

/** How often something is retried that another window or program may be doing. */
const TRIES = 20;

const WITHOUT: Lease = {
  isHeld: () => Promise.resolve(true),
  note: () => Promise.resolve(undefined),
  leave: () => Promise.resolve(),
};

/** The files of leases (lease.ts). */
export class LeaseFolder {
  readonly #folder: string;
  readonly #times: LeaseTimes;
  readonly #open: typeof open;

  constructor(folder: string, times: LeaseTimes = TIMES, opening = open) {
    this.#folder = folder;
    this.#times = times;
    this.#open = opening;
  }

  /** See `Leases`, here and below. */
  async hold<T>(
    name: string,
    work: (lease: Lease) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const file = path.join(this.#folder, `${name}.lease`);
    const noteFile = path.join(this.#folder, name + NOTE);
    const id = randomUUID();
    const taken = await this.#take(file, id, signal).catch(() => undefined);
    if (taken === undefined) {
      signal?.throwIfAborted();
      return work(WITHOUT);
    }
    let elapsed = taken;
    // Nobody takes it in half the time that others wait for a holder, so no check is needed.
    const isSure = (): boolean => elapsed() < this.#times.timeout / 2;
    const beating = setInterval(() => {
      const since = stopwatch();
      beat(file, id).then(
        (beaten) => {
          elapsed = beaten ? since : elapsed;
        },
        () => undefined,
      );
    }, this.#times.heartbeat);
    try {
      return await work({
        isHeld: async () => isSure() || (await isOwn(file, id)),
        note: () => noteIn(noteFile),
        leave: (note) => overwriteFile(noteFile, note).catch(() => undefined),
      });
    } finally {
      clearInterval(beating);
      if (!isSure() || !(await tryToRemove(file))) {
        await this.#release(file, id);
      }
    }
  }

  async isHeld(name: string): Promise<boolean> {
    const file = path.join(this.#folder, `${name}.lease`);
    const first = await whileBusy(() => readHolder(file)).catch(() => undefined);
    const { heartbeat, pollInterval } = this.#times;
    for (let waited = 0; first !== undefined && waited < 2.5 * heartbeat; waited += pollInterval) {
      await sleep(pollInterval);
      const now = await whileBusy(() => readHolder(file)).catch(() => undefined);
      if (now !== first) {
        return now !== undefined;
      }
    }
    return false;
  }

  async deleteNotes(prefix: string, milliseconds: number): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      if (name.startsWith(prefix) && name.endsWith(NOTE)) {
        const file = path.join(this.#folder, name);
        const at = await stat(file).catch(() => undefined);
        if (at !== undefined && Date.now() - at.mtimeMs > milliseconds) {
          await removeFile(file).catch(() => undefined);
        }
      }
    }
  }

  /**
   * @returns a stopwatch that starts when it is taken
   * @throws what the file system says, except that the file exists or is being removed; and when it
   *   is aborted
   */
  async #take(file: string, id: string, signal: AbortSignal | undefined): Promise<() => number> {
    let folderMade = false;
    let seen: string | undefined;
    /** Looks are counted, not time, which continues while the machine sleeps, holder included. */
    let looks = 0;
    let remover: string | undefined;
    let denials = 0;
    for (;;) {
      try {
        const elapsed = stopwatch();
        if (await this.#make(file, id)) {
          return elapsed;
        }
        const now = await readHolder(file);
        if (now !== seen) {
          seen = now;
          looks = 0;
          denials = 0;
        } else if (now !== undefined && ++looks * this.#times.pollInterval > this.#times.timeout) {
          remover = await this.#remove(file, id, (found) => found === now, remover);
          looks = 0;
        }
      } catch (error) {
        if (codeOf(error) === 'ENOENT' && !folderMade) {
          folderMade = true;
          await makeFolder(this.#folder, signal);
          continue;
        }
        denials += 1;
        if (!mayPass(error) || denials > TRIES) {
          throw error;
        }
      }
      await sleep(this.#times.pollInterval, undefined, { signal });
    }
  }

  async #release(file: string, id: string): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const other = await this.#remove(file, id, (found) => found.startsWith(id)).catch(
        (error: unknown) => (mayPass(error) ? '' : undefined),
      );
      if (other === undefined) {
        return;
      }
      await sleep(this.#times.pollInterval);
    }
  }

  /** @returns whether it didn’t exist */
  async #make(file: string, id: string): Promise<boolean> {
    let handle;
    try {
      handle = await this.#open(file, 'wx');
    } catch (error) {
      if (codeOf(error) === 'EEXIST') {
        return false;
      }
      throw error;
    }
    try {
      try {
        await handle.writeFile(id);
      } finally {
        await handle.close();
      }
      return true;
    } catch (error) {
      // If it stayed empty, everybody would wait.
      await removeFile(file).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Removes a file if it still belongs to the expected holder. Whoever does so holds another file.
   * Otherwise, another window could remove and recreate the file between check and removal, and
   * there would be two holders.
   *
   * @param stuck who was at it the last time, longer ago than anybody alive would need
   * @returns who else is at it
   */
  async #remove(
    file: string,
    id: string,
    isIt: (found: string) => boolean,
    stuck?: string,
  ): Promise<string | undefined> {
    const removing = `${file}.remove`;
    if (!(await this.#make(removing, id))) {
      const other = await readHolder(removing);
      if (other !== undefined && other === stuck) {
        await rm(removing, { force: true });
      }
      return other ?? '';
    }
    try {
      const found = await readHolder(file);
      if (found !== undefined && isIt(found)) {
        await rm(file, { force: true });
      }
    } finally {
      // If it stayed, it would block everybody. By now, it may be another one's.
      await whileBusy(async () => {
        if (await isOwn(removing, id)) {
          await rm(removing, { force: true });
        }
      });
    }
    return undefined;
  }
}

async function noteIn(file: string): Promise<string | undefined> {
  try {
    return await readText(file);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : '';
  }
}
