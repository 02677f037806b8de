import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, makeFolder, openFile, readBytes, whileNew } from './busyFile.ts';

/** What writes. It is passed in, so that a test can simulate a full disk. */
export type WriteTo = (handle: FileHandle, bytes: Uint8Array) => Promise<void>;

const writeDown: WriteTo = async (handle, bytes) => {
  await handle.appendFile(bytes);
  await handle.datasync();
};

const NEWLINE = 0x0a;

/**
 * A file of lines that is only written to at its end. A line is on the disk when `append` is done.
 * Lines that come while the disk is busy are written together.
 */
export class AppendFile {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #write: WriteTo;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;
  /** The write that hasn’t started yet. */
  #next: Promise<void> | undefined;
  /** The disk may have been full in the middle of a line. */
  #mayEndInHalf = false;

  private constructor(file: string, handle: FileHandle, write: WriteTo) {
    this.#file = file;
    this.#handle = handle;
    this.#write = write;
  }

  /**
   * Opens a file, creates it and its folder if they are missing, and removes an incomplete last
   * line.
   *
   * @throws what the file system says
   */
  static async open(file: string, write: WriteTo = writeDown): Promise<AppendFile> {
    await makeFolder(path.dirname(file));
    await cutHalfLine(file);
    return new AppendFile(file, await openFile(file, 'a', 0o600), write);
  }

  /**
   * If the disk didn’t accept everything at once, a line may be there twice.
   *
   * @param line without a line break
   * @throws what the file system says: `ENOSPC` if the disk is full
   */
  async append(line: string): Promise<void> {
    this.#waiting.push(line);
    const before = this.#writing;
    // Lines that come during a write are written together in the next one.
    const mine = (this.#next ??= (before ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        const lines = this.#waiting;
        this.#waiting = [];
        this.#next = undefined;
        const bytes = Buffer.from(`${lines.join('\n')}\n`);
        this.#writing = whileNew(() => this.#writeDown(bytes));
        return this.#writing;
      }));
    await mine;
  }

  async close(): Promise<void> {
    await this.#next?.catch(() => undefined);
    await this.#writing?.catch(() => undefined);
    // Everything that was written is on the disk already.
    await this.#handle.close().catch(() => undefined);
  }

  async #writeDown(bytes: Uint8Array): Promise<void> {
    if (this.#mayEndInHalf) {
      await cutHalfLine(this.#file);
      this.#mayEndInHalf = false;
    }
    try {
      await this.#write(this.#handle, bytes);
    } catch (error) {
      this.#mayEndInHalf = true;
      throw error;
    }
  }
}

/**
 * Removes a last line without a line break. With a handle of its own: on Windows, one that was
 * opened for appending can’t truncate (nodejs/node#3177).
 */
async function cutHalfLine(file: string): Promise<void> {
  const bytes = await readBytes(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') {
      return Buffer.of();
    }
    throw error;
  });
  const whole = bytes.lastIndexOf(NEWLINE) + 1;
  if (whole < bytes.length) {
    const handle = await openFile(file, 'r+');
    try {
      await handle.truncate(whole);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
