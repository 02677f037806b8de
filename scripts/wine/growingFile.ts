import { closeSync, openSync, readSync } from 'node:fs';

/** A file that another process adds to. */
export class GrowingFile {
  readonly #file: number;
  readonly #buffer = Buffer.alloc(1 << 16);
  #rest = Buffer.alloc(0);

  constructor(file: string) {
    this.#file = openSync(file, 'r');
  }

  /** What was added since the last read. */
  read(): Buffer {
    const parts: Buffer[] = [];
    for (let size; (size = readSync(this.#file, this.#buffer)) > 0;) {
      parts.push(Buffer.from(this.#buffer.subarray(0, size)));
    }
    return Buffer.concat(parts);
  }

  /** The complete lines that were added since the last read. */
  lines(): string[] {
    this.#rest = Buffer.concat([this.#rest, this.read()]);
    const end = this.#rest.lastIndexOf(10) + 1;
    const text = this.#rest.subarray(0, end).toString();
    this.#rest = this.#rest.subarray(end);
    return text.split('\n').filter((line) => line !== '');
  }

  close(): void {
    closeSync(this.#file);
  }
}
