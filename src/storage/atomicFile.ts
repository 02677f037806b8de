import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, removeFile, renameFile, whileNew } from './busyFile.ts';

/**
 * Writes a file so that it is there completely or not at all, whatever ends in between: to a file
 * next to it, down to the disk, and then by a rename. Creates the folder.
 *
 * @param signal ends the wait for another program that has a file open
 * @throws what the file system says: `ENOSPC` if the disk is full; the signal's reason
 */
export async function writeAtomically(
  file: string,
  content: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  await makeFolder(path.dirname(file), signal);
  const beside = await whileNew(() => writeBeside(file, content), signal);
  try {
    await renameFile(beside, file, signal);
  } catch (error) {
    const removed = removeFile(beside).catch(() => undefined);
    // A cancel doesn’t wait until the file can be removed.
    await (signal?.aborted === true ? undefined : removed);
    throw error;
  }
}

/** @returns the file, with a different name each time */
async function writeBeside(file: string, content: Uint8Array): Promise<string> {
  const beside = `${file}.${randomUUID()}.part`;
  const handle = await open(beside, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return beside;
  } catch (error) {
    await removeFile(beside).catch(() => undefined);
    throw error;
  }
}
