// A server process that can't outlive this one, and whose folders are removed with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';

const GUARD = path.join(import.meta.dirname, 'guard.ts');

export interface GuardedOptions {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Folders to remove once all its processes have ended. */
  remove: string[];
}

export class GuardedProcess {
  readonly #guard: ChildProcess;
  /** Resolves when the process has ended and its folders are removed. */
  readonly ended: Promise<unknown>;
  #output = '';

  constructor({ command, args, env, remove }: GuardedOptions) {
    const folders = remove.flatMap((folder) => ['--remove', folder]);
    this.#guard = spawn(process.execPath, [GUARD, ...folders, '--', command, ...args], {
      env,
      // Ctrl+C in a terminal ends only the parent, which the guard notices. On Windows, Node would
      // otherwise end the guard with the parent, before it removes its folders.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    for (const stream of [this.#guard.stdout, this.#guard.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    // Writing fails if the guard has already ended; its exit reports the same.
    this.#guard.stdin?.on('error', () => undefined);
    this.ended = once(this.#guard, 'close');
  }

  /** Everything that the process has written so far, from both streams. */
  output(): string {
    return this.#output;
  }

  /** Waits for a line; throws an Error with the output if the process ends or stays silent. */
  async written(pattern: RegExp, milliseconds: number): Promise<RegExpExecArray> {
    const until = Date.now() + milliseconds;
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match !== null) {
        return match;
      }
      const why =
        this.#guard.exitCode !== null
          ? 'ended'
          : Date.now() > until
            ? `was not ready within ${milliseconds / 1000} s`
            : undefined;
      if (why !== undefined) {
        await this.end();
        throw new Error(`The server ${why}. It wrote:\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ends the whole process tree and removes the folders; resolves when done. */
  async end(): Promise<void> {
    this.#guard.stdin?.end();
    await this.ended;
  }
}
