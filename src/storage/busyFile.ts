import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Windows' errors for a file that another program has open, or that is being removed. */
const BUSY = ['EBUSY', 'EPERM', 'EACCES'];

/** This program, or the whole machine, has too many files open. Some will be closed soon. */
const TOO_MANY = ['EMFILE', 'ENFILE'];

/** Milliseconds between two tries, increasing; some five seconds in all. */
const PAUSES = [10, 20, 40, 80, 160, 320, ...Array.from({ length: 9 }, () => 500)];

/** Whether another program may have a file open. The system says the same about a forbidden one. */
export function isBusy(error: unknown): boolean {
  return BUSY.includes(codeOf(error) ?? '');
}

/** Whether the same may work a little later. */
export function mayPass(error: unknown): boolean {
  return isBusy(error) || TOO_MANY.includes(codeOf(error) ?? '');
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/**
 * Does something with files, and retries for some five seconds if another program (a virus scanner,
 * a sync client, a viewer) has one of them open, or too many are open.
 *
 * @param work harmless to repeat
 * @param pauses milliseconds between the tries
 * @throws what the file system says in the end; the signal's reason, when it is aborted meanwhile
 */
export async function whileBusy<T>(
  work: () => Promise<T>,
  signal?: AbortSignal,
  isPassing = mayPass,
  pauses = PAUSES,
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) {
        throw error;
      }
    }
    await sleep(pause, undefined, signal && { signal }).catch(() => undefined);
    signal?.throwIfAborted();
  }
  return work();
}

/** Renames a file, replacing one that is there. */
export function renameFile(from: string, to: string, signal?: AbortSignal): Promise<void> {
  return whileBusy(() => rename(from, to), signal);
}

/** Removes a file, if there is one. */
export function removeFile(file: string, signal?: AbortSignal): Promise<void> {
  return whileBusy(() => rm(file, { force: true }), signal);
}

/** Removes a folder with everything in it, if there is one. */
export function removeFolder(folder: string): Promise<void> {
  return whileBusy(
    () => rm(folder, { recursive: true, force: true }),
    undefined,
    // On Windows, a file that somebody has open is still in its folder after it is removed.
    (error) => mayPass(error) || codeOf(error) === 'ENOTEMPTY',
  );
}

/** Creates a folder, and its parents, if they are missing. */
export async function makeFolder(folder: string, signal?: AbortSignal): Promise<void> {
  // On Windows, one that is being removed still takes its place.
  await whileNew(() => mkdir(folder, { recursive: true, mode: 0o700 }), signal);
}

/**
 * Like `whileBusy`, for what nobody else can have open yet. Only a few moments, because it is most
 * likely forbidden, and that should be reported.
 */
export function whileNew<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return whileBusy(work, signal, mayPass, PAUSES.slice(0, 6));
}

/**
 * The names in a folder; none if it is missing, or isn’t a folder.
 *
 * @throws what else the file system says: then it is unknown what is there
 */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await whileBusy(() => readdir(folder));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) {
      return [];
    }
    throw error;
  }
}

/** A whole file. */
export function readBytes(file: string): Promise<Buffer> {
  return whileBusy(() => readFile(file));
}

/** A whole file of text, as UTF-8. */
export async function readText(file: string): Promise<string> {
  return (await readBytes(file)).toString('utf8');
}

/** Overwrites a file, or creates it. Not for what must be there completely or not at all. */
export function overwriteFile(file: string, text: string): Promise<void> {
  return whileBusy(() => writeFile(file, text));
}

/** Opens a file that may already exist. */
export function openFile(file: string, flags: string, mode?: number): Promise<FileHandle> {
  return whileBusy(() => open(file, flags, mode));
}
