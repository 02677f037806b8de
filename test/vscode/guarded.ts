// A server process that cannot outlive this one, and whose folders go with it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';

const GUARD = path.join(import.meta.dirname, 'guard.ts');

export interface GuardedOptions {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Folders to remove once every process of it has ended. */
  remove: string[];
}

export class GuardedProcess {
  readonly #guard: ChildProcess;
  /** Returns when the process has ended and its folders are removed. */
  readonly ended: Promise<unknown>;
  #output = '';

  constructor({ command, args, env, remove }: GuardedOptions) {
    const folders = remove.flatMap((folder) => ['--remove', folder]);
    this.#guard = spawn(process.execPath, [GUARD, ...folders, '--', command, ...args], {
      env,
      // Ctrl+C in a terminal ends only the parent, and the guard notices that. On Windows, Node would
      // otherwise end the guard with the parent, before it has removed its folders.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    for (const stream of [this.#guard.stdout, this.#guard.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    // A guard that is gone already makes writing to it fail: its exit says the same.
    this.#guard.stdin?.on('error', () => undefined);
    this.ended = once(this.#guard, 'close');
  }

  /** All that the process has written so far, both streams. */
  output(): string {
    return this.#output;
  }

  /** Waits for a line to be written; an Error with the output when it ends or stays silent. */
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

  /** Ends the whole tree and removes the folders; returns when that is done. */
  async end(): Promise<void> {
    this.#guard.stdin?.end();
    await this.ended;
  }
}
