import type { FileHandle } from 'node:fs/promises';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

/** What is written to. Handed in, so that a test can be a full disk. */
export type WriteTo = (handle: FileHandle, bytes: Uint8Array) => Promise<void>;

const writeDown: WriteTo = async (handle, bytes) => {
  await handle.appendFile(bytes);
  await handle.datasync();
};

const NEWLINE = 0x0a;

/**
 * A file of lines that is only ever written to at its end. A line is down on the disk when `append`
 * is done; those that come while the disk is busy go down together.
 */
export class AppendFile {
  readonly #handle: FileHandle;
  readonly #write: WriteTo;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;
  /** The go that is not begun yet. */
  #next: Promise<void> | undefined;

  private constructor(handle: FileHandle, write: WriteTo) {
    this.#handle = handle;
    this.#write = write;
  }

  /**
   * Opens a file, makes it and its folder where they are missing, and cuts off a last line that was
   * left half-written.
   *
   * @throws what the file system says
   */
  static async open(file: string, write: WriteTo = writeDown): Promise<AppendFile> {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'a+', 0o600);
    try {
      const bytes = await handle.readFile();
      await handle.truncate(bytes.lastIndexOf(NEWLINE) + 1);
      return new AppendFile(handle, write);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * @param line without an end of line in it
   * @throws what the file system says: `ENOSPC` where the disk is full
   */
  async append(line: string): Promise<void> {
    this.#waiting.push(line);
    const before = this.#writing;
    // Whoever comes while others are written down is in the next go, together with all like them.
    const mine = (this.#next ??= (before ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        const lines = this.#waiting;
        this.#waiting = [];
        this.#next = undefined;
        this.#writing = this.#write(this.#handle, Buffer.from(`${lines.join('\n')}\n`));
        return this.#writing;
      }));
    await mine;
  }

  async close(): Promise<void> {
    await this.#next?.catch(() => undefined);
    await this.#writing?.catch(() => undefined);
    await this.#handle.close();
  }
}
