import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Picture } from '../../../../src/image/picture.ts';
import { Unreadable } from '../../../../src/image/unreadable.ts';
import type { Planned } from '../../../../src/batch/run/planned.ts';
import type { EmulatorControl } from '../../../emulator/control.ts';
import { jpeg, padJpeg } from '../../../pictures.ts';
import { sha256Of } from '../../../../src/storage/sha256.ts';

/** A folder of product shots, and the products that they are for. */
export interface Catalogue {
  readonly folder: string;
  readonly planned: readonly Planned[];
  /** SHA-256 of the file of each, in order. */
  readonly hashes: readonly string[];
  readonly close: () => Promise<void>;
}

/** As many products and different pictures for them, a few hundred bytes each. */
export async function catalogue(control: EmulatorControl, count: number): Promise<Catalogue> {
  const folder = await mkdtemp(path.join(tmpdir(), 'catalogue-'));
  const ids = await control.addRecords(
    'Products',
    Array.from({ length: count }, (_, n) => ({ Product_Name: `Product ${n}` })),
  );
  const bare = await jpeg({ width: 16, height: 16 });
  const planned: Planned[] = [];
  const hashes: string[] = [];
  await mkdir(folder, { recursive: true });
  for (const [n, id] of ids.entries()) {
    const bytes = padJpeg(bare, bare.length + 8 + n);
    const file = path.join(folder, `${n}.jpg`);
    await writeFile(file, bytes);
    hashes.push(sha256(bytes));
    planned.push({ picture: await fileOf(file), key: { module: 'Products', id } });
  }
  return { folder, planned, hashes, close: () => rm(folder, { recursive: true, force: true }) };
}

/** A picture that is read from its file when it is asked for. */
export async function fileOf(file: string): Promise<Picture> {
  const read = async (): Promise<Uint8Array> => {
    try {
      return await readFile(file);
    } catch {
      throw new Unreadable('missing');
    }
  };
  return {
    name: path.basename(file),
    size: (await stat(file)).size,
    place: pathToFileURL(file).href,
    head: async (n) => (await read()).subarray(0, n),
    read,
  };
}

export function sha256(bytes: Uint8Array): string {
  return sha256Of(bytes);
}
