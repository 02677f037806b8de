import type { FileHandle } from 'node:fs/promises';
import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

/** Operations on files by path and on open files. */
const OPERATIONS = [
  'mkdir',
  'open',
  'readFile',
  'readdir',
  'rename',
  'rm',
  'stat',
  'unlink',
  'utimes',
  'writeFile',
] as const;
const OF_HANDLES = ['appendFile', 'close', 'datasync', 'sync', 'truncate', 'writeFile'] as const;

export type FileOperation = (typeof OPERATIONS)[number] | `handle.${(typeof OF_HANDLES)[number]}`;

export interface Flaw {
  readonly operation: FileOperation;
  /** The first call to fail, 1-based, and how many fail. */
  readonly at: number;
  readonly times: number;
  readonly code: string;
  /** Whether a path is affected; any path by default. */
  readonly of?: (file: string) => boolean;
}

/** Files in a folder where one operation sometimes fails with a system error. */
export class FlakyFiles {
  /** How often each operation was called. */
  readonly calls = new Map<FileOperation, number>();
  failures = 0;
  readonly #folder: string;
  readonly #flaw: Flaw | undefined;
  readonly #original = { ...promises };

  /** @param flaw undefined: only counts calls */
  constructor(folder: string, flaw?: Flaw) {
    this.#folder = folder;
    this.#flaw = flaw;
    for (const operation of OPERATIONS) {
      this.#replace(operation);
    }
    syncBuiltinESMExports();
  }

  close(): void {
    Object.assign(promises, this.#original);
    syncBuiltinESMExports();
  }

  #replace(operation: (typeof OPERATIONS)[number]): void {
    const original = this.#original[operation] as (...given: unknown[]) => Promise<unknown>;
    Object.assign(promises, {
      [operation]: async (...given: unknown[]): Promise<unknown> => {
        const file = String(given[0]);
        this.#pass(operation, file);
        const done = await original(...given);
        if (operation === 'open' && this.#isMeant(file)) {
          this.#watch(done as FileHandle, file);
        }
        return done;
      },
    });
  }

  #watch(handle: FileHandle, file: string): void {
    for (const operation of OF_HANDLES) {
      const original = handle[operation].bind(handle) as (...given: unknown[]) => Promise<unknown>;
      Object.assign(handle, {
        [operation]: async (...given: unknown[]): Promise<unknown> => {
          if (operation === 'close') {
            // Even if close fails, the file is closed.
            await original();
          }
          this.#pass(`handle.${operation}`, file);
          return operation === 'close' ? undefined : original(...given);
        },
      });
    }
  }

  #isMeant(file: string): boolean {
    return file === this.#folder || file.startsWith(this.#folder + path.sep);
  }

  #pass(operation: FileOperation, file: string): void {
    const flaw = this.#flaw;
    if (!this.#isMeant(file)) {
      return;
    }
    if (flaw?.of !== undefined && !(operation === flaw.operation && flaw.of(file))) {
      return;
    }
    const call = (this.calls.get(operation) ?? 0) + 1;
    this.calls.set(operation, call);
    if (flaw?.operation === operation && call >= flaw.at && call < flaw.at + flaw.times) {
      this.failures += 1;
      throw Object.assign(new Error(`${flaw.code}: flaky files, ${operation} '${file}'`), {
        code: flaw.code,
        syscall: operation === 'readdir' ? 'scandir' : operation.replace('handle.', ''),
        path: file,
      });
    }
  }
}
