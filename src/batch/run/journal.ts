import { AppendFile } from '../../storage/appendFile.ts';
import type { WriteTo } from '../../storage/appendFile.ts';
import { writeAtomically } from '../../storage/atomicFile.ts';
import { codeOf, readText } from '../../storage/busyFile.ts';
import type { BegunUpload, Item, Line, Looked, OpenRunState, Run, RunState } from './runState.ts';
import { apply, FORMAT, stateOf } from './runState.ts';

/** The journal couldn't be written or opened, so nothing more may be uploaded. */
export class JournalFailed extends Error {
  /** The system's: `ENOSPC`. */
  readonly code: string;

  constructor(cause: unknown) {
    super('the journal of a run could not be written or opened', { cause });
    this.code = (cause as NodeJS.ErrnoException).code ?? '';
  }
}

/**
 * What one run plans and has done. The file is flushed to disk before and after each upload, so that a
 * run can be resumed and shown whatever ended it. It contains no secrets; its personal data are IDs,
 * names, and matched values of records, places of pictures, why pictures failed, and hashes.
 */
export class Journal {
  readonly #file: AppendFile;
  #state: OpenRunState;

  private constructor(file: AppendFile, state: OpenRunState) {
    this.#file = file;
    this.#state = state;
  }

  /** @throws what the file system says */
  static async create(
    file: string,
    run: Omit<Run, 'kind' | 'format'>,
    planned: readonly Pick<Item, 'place' | 'name' | 'size' | 'key' | 'shown'>[],
  ): Promise<void> {
    const lines = [
      { kind: 'run', format: FORMAT, ...run },
      ...planned.map((item, n) => ({ kind: 'planned', n, ...item })),
    ];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await writeAtomically(file, Buffer.from(text));
  }

  /** Undefined if the file is gone, or in a format that this version doesn't know. */
  static async read(file: string): Promise<RunState | undefined> {
    return stateOf(await readText(file).catch(() => ''));
  }

  /**
   * Opens it for appending. Undefined if it is gone or in an unknown format.
   *
   * @throws {JournalFailed}
   */
  static async open(file: string, write?: WriteTo): Promise<Journal | undefined> {
    try {
      const state = stateOf(await readText(file));
      return state && new Journal(await AppendFile.open(file, write), state);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') {
        return undefined;
      }
      throw new JournalFailed(error);
    }
  }

  get state(): RunState {
    return this.#state;
  }

  /** @throws {JournalFailed}, as do all methods that write */
  begun(n: number, begun: BegunUpload): Promise<void> {
    return this.#append({ kind: 'begun', n, ...begun });
  }

  withdrawn(n: number): Promise<void> {
    return this.#append({ kind: 'withdrawn', n });
  }

  /** @param file its file as it was read */
  ended(
    n: number,
    how: NonNullable<Item['ended']>,
    { told, file, why }: Pick<Item, 'file' | 'told' | 'why'> = {},
  ): Promise<void> {
    const more = { ...(file && { file }), ...(why && { why }) };
    return this.#append({ kind: 'ended', n, how, told, at: Date.now(), ...more });
  }

  looked(n: number, looked: Looked): Promise<void> {
    return this.#append({ kind: 'looked', n, ...looked });
  }

  undone(n: number): Promise<void> {
    return this.#append({ kind: 'undone', n });
  }

  over(): Promise<void> {
    return this.#append({ kind: 'over' });
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #append(line: Exclude<Line, { kind: 'planned' }>): Promise<void> {
    const written = 'n' in line ? { ...line, n: this.#state.numbers[line.n] } : line;
    try {
      await this.#file.append(JSON.stringify(written));
    } catch (error) {
      throw new JournalFailed(error);
    }
    apply(this.#state, line);
  }
}
