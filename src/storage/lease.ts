import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LeaseTimes {
  /** How often a holder says that it is still there. */
  readonly beat: number;
  /** A holder that has said nothing for so long is gone. Several beats. */
  readonly patience: number;
  /** How often one who waits looks. */
  readonly look: number;
}

/** Milliseconds. A window that was killed keeps the others from going on for five seconds. */
const TIMES: LeaseTimes = { beat: 1000, patience: 5000, look: 100 };

/** How often a holder tries to give its lease back while another one looks whether it is dead. */
const TRIES = 10;

/**
 * Leases between the windows of one VS Code: files in a folder that all of them share, made
 * exclusively. Whether a holder is still there shows by its file changing, so that no two clocks
 * need agree, nor one keep its time.
 */
export class Leases {
  readonly #folder: string;
  readonly #times: LeaseTimes;

  constructor(folder: string, times: LeaseTimes = TIMES) {
    this.#folder = folder;
    this.#times = times;
  }

  /**
   * Does something that only one window may do at a time. Where the folder cannot be written, it is
   * done without: twice is better than not at all.
   *
   * @param name of letters, digits and hyphens
   * @param work told whether another window has just had the lease
   * @param signal ends the waiting for another holder
   * @throws the signal's reason, when it is aborted meanwhile
   */
  async hold<T>(
    name: string,
    work: (waited: boolean) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const file = path.join(this.#folder, `${name}.lease`);
    const id = randomUUID();
    const taken = await this.#take(file, id, signal).catch(() => undefined);
    if (taken === undefined) {
      signal?.throwIfAborted();
      return work(false);
    }
    const beating = setInterval(() => {
      beat(file, id).catch(() => undefined);
    }, this.#times.beat);
    try {
      return await work(taken.waited);
    } finally {
      clearInterval(beating);
      await this.#release(file, id).catch(() => undefined);
    }
  }

  /** @throws what the file system says, other than that the file is there; and when it is aborted */
  async #take(
    file: string,
    id: string,
    signal: AbortSignal | undefined,
  ): Promise<{ waited: boolean }> {
    await mkdir(this.#folder, { recursive: true });
    let seen: string | undefined;
    let seenSince = 0;
    let remover: string | undefined;
    for (let waited = false; ; waited = true) {
      if (await make(file, id)) {
        return { waited };
      }
      const now = await content(file);
      if (now !== seen) {
        seen = now;
        seenSince = performance.now();
      } else if (now !== undefined && performance.now() - seenSince > this.#times.patience) {
        remover = await remove(file, id, (text) => text === now, remover);
        seen = undefined;
      }
      await sleep(this.#times.look, undefined, { signal });
    }
  }

  async #release(file: string, id: string): Promise<void> {
    const isOwn = (text: string): boolean => text.startsWith(id);
    for (let tries = 0; (await remove(file, id, isOwn)) !== undefined && tries < TRIES; tries++) {
      await sleep(this.#times.look);
    }
  }
}

async function make(file: string, id: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${id} 0`);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Undefined where the file has gone meanwhile. */
async function content(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** Says that the holder is there, unless the lease has been given to another. */
async function beat(file: string, id: string): Promise<void> {
  if ((await content(file))?.startsWith(id) === true) {
    await writeFile(file, `${id} ${performance.now()}`, { flag: 'r+' });
  }
}

/**
 * Takes a file away if it still is what it was taken for. Whoever does so holds a file of its own:
 * between the look and the removal another one could else take it away and make it anew, and there
 * would be two holders.
 *
 * @param stuck who was at it the last time, longer ago than anybody alive would need
 * @returns who else is at it
 */
async function remove(
  file: string,
  id: string,
  isIt: (text: string) => boolean,
  stuck?: string,
): Promise<string | undefined> {
  const removing = `${file}.remove`;
  if (!(await make(removing, id))) {
    const other = await content(removing);
    if (other !== undefined && other === stuck) {
      await rm(removing, { force: true });
    }
    return other ?? '';
  }
  try {
    const text = await content(file);
    if (text !== undefined && isIt(text)) {
      await rm(file, { force: true });
    }
  } finally {
    await rm(removing, { force: true });
  }
  return undefined;
}
