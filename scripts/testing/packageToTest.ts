import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from 'node:process';
import { openArchive } from '../../src/batch/table/zip.ts';
import { removeFolder } from '../../src/storage/busyFile.ts';
import { packageExtension, packagedExtension } from '../package.ts';

/** The environment variable with a packed extension to test. Without it, one is packed for the tests. */
const VSIX = 'VSIX';

/** What a .vsix may have unpacked. */
const MOST_BYTES = 200 * 1024 * 1024;

/** Puts the .vsix to test where tests look for it (`packagedExtension`). */
export async function packageToTest(): Promise<string> {
  const given = env[VSIX] ?? '';
  const file = packagedExtension();
  if (given === '') {
    return packageExtension();
  }
  if (path.resolve(given) !== file) {
    await copyFile(given, file);
  }
  console.log(`Testing ${given}`);
  return file;
}

/**
 * Unpacks a .vsix as VS Code does at an installation.
 *
 * @param folder is emptied first
 * @returns the extension's folder
 */
export async function unpackExtension(vsix: string, folder: string): Promise<string> {
  await removeFolder(folder);
  for (const [name, bytes] of openArchive(await readFile(vsix), MOST_BYTES)) {
    const file = path.join(folder, name);
    if (!name.endsWith('/')) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes());
    }
  }
  return path.join(folder, 'extension');
}
