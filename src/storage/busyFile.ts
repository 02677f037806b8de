import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Windows says of a file that another program has open, or that is just being removed. */
const BUSY = ['EBUSY', 'EPERM', 'EACCES'];

/** This program, or the whole machine, has as many files open as it may: others are closed soon. */
const TOO_MANY = ['EMFILE', 'ENFILE'];

/** Milliseconds between two tries: ever longer ones, and some five seconds in all. */
const PAUSES = [10, 20, 40, 80, 160, 320, ...Array.from({ length: 9 }, () => 500)];

/** Whether another program may only have a file open: the system says the same of one forbidden. */
export function isBusy(error: unknown): boolean {
  return BUSY.includes(codeOf(error) ?? '');
}

/** Whether the same may go well a little later. */
export function mayPass(error: unknown): boolean {
  return isBusy(error) || TOO_MANY.includes(codeOf(error) ?? '');
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/**
 * Does something with files, and does it again for some five seconds where another program (a virus
 * scanner, a sync client, a viewer) has one of them open, or too many are open.
 *
 * @param work harmless to be done again
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

/** Puts a file where another one may be, whose place it takes. */
export function renameFile(from: string, to: string, signal?: AbortSignal): Promise<void> {
  return whileBusy(() => rename(from, to), signal);
}

/** Removes a file, if there is one. */
export function removeFile(file: string, signal?: AbortSignal): Promise<void> {
  return whileBusy(() => rm(file, { force: true }), signal);
}

/** Removes a folder with all that is in it, if there is one. */
export function removeFolder(folder: string): Promise<void> {
  return whileBusy(
    () => rm(folder, { recursive: true, force: true }),
    undefined,
    // On Windows a file that somebody has open is still in its folder once it is removed.
    (error) => mayPass(error) || codeOf(error) === 'ENOTEMPTY',
  );
}

/** Makes a folder, and those that it is in, where they are missing. */
export async function makeFolder(folder: string, signal?: AbortSignal): Promise<void> {
  // On Windows one that is just being removed bars its own place.
  await whileNew(() => mkdir(folder, { recursive: true, mode: 0o700 }), signal);
}

/**
 * As `whileBusy`, for what nobody else can have open yet: some moments only, since it is most likely
 * forbidden, and that is to be told.
 */
export function whileNew<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return whileBusy(work, signal, mayPass, PAUSES.slice(0, 6));
}

/**
 * The names of what is in a folder: of one that is missing, or is none, nothing.
 *
 * @throws what else the file system says: then it is not known what is there
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

/** Writes over a file, or makes it: not for what must be there whole or not at all. */
export function overwriteFile(file: string, text: string): Promise<void> {
  return whileBusy(() => writeFile(file, text));
}

/** Opens a file that may be there already. */
export function openFile(file: string, flags: string, mode?: number): Promise<FileHandle> {
  return whileBusy(() => open(file, flags, mode));
}
