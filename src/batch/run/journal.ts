import { AppendFile } from '../../storage/appendFile.ts';
import type { WriteTo } from '../../storage/appendFile.ts';
import { writeAtomically } from '../../storage/atomicFile.ts';
import { codeOf, readText } from '../../storage/busyFile.ts';
import type {
  BegunUpload,
  Item,
  Line,
  Looked,
  OpenRunState,
  Run,
  RunState,
  Told,
} from './runState.ts';
import { apply, FORMAT, stateOf } from './runState.ts';

/** The journal could not be written or opened, so that nothing more may be done. */
export class JournalFailed extends Error {
  /** The system's own: `ENOSPC`. */
  readonly code: string;

  constructor(cause: unknown) {
    super('the journal of a run could not be written or opened', { cause });
    this.code = (cause as NodeJS.ErrnoException).code ?? '';
  }
}

/**
 * What one run has set out to do and has done, in a file that is down on the disk before and after
 * each upload, so that a run goes on where it was whatever ended it, and is shown as it was. There is
 * no secret in it; of what is personal there are the ids and names of the records, the places of the
 * pictures, what was told of those that failed, and hashes.
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

  /** Undefined where the file is gone, or none that this version of the extension knows. */
  static async read(file: string): Promise<RunState | undefined> {
    return stateOf(await readText(file).catch(() => ''));
  }

  /**
   * To go on with it. Undefined where it is gone, or none that is known.
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

  /** @throws {JournalFailed} as all that writes */
  begun(n: number, begun: BegunUpload): Promise<void> {
    return this.#append({ kind: 'begun', n, ...begun });
  }

  withdrawn(n: number): Promise<void> {
    return this.#append({ kind: 'withdrawn', n });
  }

  ended(n: number, how: NonNullable<Item['ended']>, told?: Told): Promise<void> {
    return this.#append({ kind: 'ended', n, how, told });
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

  async #append(line: Line): Promise<void> {
    try {
      await this.#file.append(JSON.stringify(line));
    } catch (error) {
      throw new JournalFailed(error);
    }
    apply(this.#state, line);
  }
}
