import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Secrets } from '../../../src/auth/secrets.ts';

/** VS Code's SecretStorage shared by its windows: what one process stores, the others read. */
export class SecretsInFolder implements Secrets {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keys(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => !name.endsWith('.new')).map(decodeURIComponent);
  }

  async get(key: string): Promise<string | undefined> {
    return readFile(this.#file(key), 'utf8').catch(() => undefined);
  }

  async store(key: string, value: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    // Concurrent readers get the whole old value.
    const written = `${this.#file(key)}.${process.pid}.new`;
    await writeFile(written, value);
    await rename(written, this.#file(key));
  }

  async delete(key: string): Promise<void> {
    await rm(this.#file(key), { force: true });
  }

  #file(key: string): string {
    return path.join(this.#folder, encodeURIComponent(key));
  }
}
