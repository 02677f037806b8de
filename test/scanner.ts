import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

/** The errors, in rotation, that Windows gives for a file open in another program. */
const CODES = ['EBUSY', 'EPERM', 'EACCES'];

type Operation = 'open' | 'readFile' | 'rename' | 'rm' | 'unlink' | 'writeFile';

/**
 * Acts like a virus scanner on Windows, on any system: opens each new or changed file, and until
 * it's done, nothing else can open, rename, or remove the file. The time is counted in refusals, so
 * that no test depends on the clock.
 */
export class Scanner {
  /** How often each operation was refused. */
  readonly refused = new Map<Operation, number>();
  readonly #folder: string;
  readonly #refusals: number;
  readonly #operations: readonly Operation[];
  readonly #codes: readonly string[];
  readonly #original = { ...promises };
  /** How many more times access to a file is refused. */
  readonly #scanned = new Map<string, number>();

  /**
   * @param folder only its content is scanned
   * @param refusals for each file until it's released; Infinity: a viewer that never closes it
   */
  constructor(
    folder: string,
    refusals = 2,
    operations: readonly Operation[] = ['open', 'readFile', 'rename', 'rm', 'unlink', 'writeFile'],
    codes = CODES,
  ) {
    this.#folder = folder + path.sep;
    this.#refusals = refusals;
    this.#operations = operations;
    this.#codes = codes;
    this.#install();
  }

  /** The total number of refusals. */
  get count(): number {
    return [...this.refused.values()].reduce((sum, one) => sum + one, 0);
  }

  /** Starts scanning a file that isn't new, as when a viewer opens it. */
  look(file: string, refusals = this.#refusals): void {
    if (file.startsWith(this.#folder)) {
      this.#scanned.set(file, refusals);
    }
  }

  /** Stops scanning. */
  close(): void {
    Object.assign(promises, this.#original);
    syncBuiltinESMExports();
    this.#scanned.clear();
  }

  #pass(operation: Operation, ...files: unknown[]): void {
    for (const file of files) {
      const left = this.#scanned.get(String(file)) ?? 0;
      if (left > 0 && this.#operations.includes(operation)) {
        this.#scanned.set(String(file), left - 1);
        const times = this.refused.get(operation) ?? 0;
        this.refused.set(operation, times + 1);
        const code = this.#codes[this.count % this.#codes.length] ?? 'EBUSY';
        throw Object.assign(new Error(`${code}: a scanner has '${String(file)}' open`), {
          code,
          syscall: operation,
          path: String(file),
        });
      }
    }
  }

  #install(): void {
    const { open, readFile, rename, rm, unlink, writeFile } = this.#original;
    promises.open = async (file, flags, mode) => {
      this.#pass('open', file);
      const handle = await open(file, flags, mode);
      if (!String(flags ?? 'r').startsWith('r')) {
        const close = handle.close.bind(handle);
        handle.close = async () => {
          await close();
          this.look(String(file));
        };
      }
      return handle;
    };
    promises.readFile = (async (...given: Parameters<typeof readFile>) => {
      this.#pass('readFile', given[0]);
      return readFile(...given);
    }) as typeof readFile;
    promises.writeFile = async (...given) => {
      this.#pass('writeFile', given[0]);
      await writeFile(...given);
      this.look(typeof given[0] === 'string' ? given[0] : '');
    };
    promises.rename = async (from, to) => {
      this.#pass('rename', from, to);
      await rename(from, to);
      this.#scanned.delete(String(from));
      this.look(String(to));
    };
    promises.unlink = async (file) => {
      this.#pass('unlink', file);
      await unlink(file);
      this.#scanned.delete(String(file));
    };
    promises.rm = async (file, options) => {
      const within = [...this.#scanned.keys()].filter((one) =>
        one.startsWith(String(file) + path.sep),
      );
      this.#pass('rm', file, ...within);
      await rm(file, options);
      [file, ...within].forEach((one) => this.#scanned.delete(String(one)));
    };
    syncBuiltinESMExports();
  }
}
