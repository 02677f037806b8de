import { readFile, stat, unlink, utimes } from 'node:fs/promises';
import { codeOf, readText } from './busyFile.ts';

/** Whose file it is, and when its holder last showed itself; undefined if there is none. */
export async function readHolder(file: string): Promise<string | undefined> {
  try {
    return `${await readFile(file, 'utf8')} ${(await stat(file)).mtimeMs}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

/** Whether a file belongs to this holder. */
export async function isOwn(file: string, id: string): Promise<boolean> {
  return (await readText(file).catch(() => undefined)) === id;
}

/**
 * Shows that the holder is alive. If the file belongs to another by now, it isn’t written to.
 * @returns whether it was written
 */
export async function beat(file: string, id: string): Promise<boolean> {
  const own = await isOwn(file, id);
  if (own) {
    const now = new Date();
    await utimes(file, now, now);
  }
  return own;
}

/** @returns whether there is no such file anymore */
export async function tryToRemove(file: string): Promise<boolean> {
  try {
    await unlink(file);
    return true;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}
