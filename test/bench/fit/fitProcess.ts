import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { bundle, DIST } from '../../../scripts/build.ts';
import type { Job, Setup, Told } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';

/** A process that makes one picture after another fit. */
export class FitProcess {
  readonly #child: ChildProcess;

  constructor(setup: Setup) {
    const env = { ...process.env, [SETUP_VARIABLE]: JSON.stringify(setup) };
    this.#child = fork(path.join(import.meta.dirname, 'fitWorker.ts'), { env });
  }

  /** @throws Error if the process ends instead */
  async fit(job: Job): Promise<Told> {
    const over = new AbortController();
    const { signal } = over;
    const ended = once(this.#child, 'exit', { signal }).then((): never => {
      throw new Error('a process ended in the midst of a picture');
    });
    const told = once(this.#child, 'message', { signal }) as Promise<[Told]>;
    this.#child.send(job);
    try {
      return (await Promise.race([told, ended]))[0];
    } finally {
      ended.catch(() => undefined);
      over.abort();
    }
  }

  end(): void {
    this.#child.disconnect();
  }
}

/** The extension’s worker as it is shipped. Copied from the checkout because its dist/ may be rebuilt in the meantime. */
export async function bundledWorker(folder: string): Promise<string> {
  await bundle(undefined);
  const worker = path.join(folder, 'fit', 'worker.mjs');
  await cp(path.join(DIST, 'worker.js'), worker);
  await cp(path.join(DIST, 'codecs'), path.join(folder, 'fit', 'codecs'), { recursive: true });
  return worker;
}
