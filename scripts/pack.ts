/** The .vsix, with the same bytes whenever and wherever the same files are packed. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { IPackageOptions } from '@vscode/vsce';
import { createVSIX } from '@vscode/vsce';
import { removeFolder } from '../src/storage/busyFile.ts';

const root = path.resolve(import.meta.dirname, '..');

/** When nothing says when: the first moment that ZIP files can have. */
const UNKNOWN = 315_532_800;

/**
 * The time that everything packed has, in seconds: what `SOURCE_DATE_EPOCH` says, as in other
 * reproducible builds, or else when the last commit was made.
 */
export function sourceDate(folder = root, set = process.env.SOURCE_DATE_EPOCH): number {
  if (set !== undefined && /^\d+$/.test(set)) {
    return Math.max(Number(set), UNKNOWN);
  }
  try {
    const time = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(time) || UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/**
 * The files that `.vscodeignore` names to be packed. vsce finds the same, but looks at every file of
 * the repository first: with all that is downloaded for tests, that takes 20 seconds.
 */
export function filesToPack(folder = root): string[] {
  const [all, ...lines] = readFileSync(path.join(folder, '.vscodeignore'), 'utf8')
    .trim()
    .split('\n');
  const patterns = lines.map((line) => /^!(.+?)\r?$/.exec(line)?.[1]);
  if (all?.trim() !== '**' || !patterns.every((pattern) => pattern !== undefined)) {
    throw new Error('.vscodeignore has to ignore everything, and then to name what is packed.');
  }
  const files = globSync(patterns, { cwd: folder });
  return files.map((file) => file.replaceAll(path.sep, '/')).sort();
}

/**
 * Copies the files to pack into a new folder for `pack`, does something with it, and deletes it.
 *
 * @param more files that aren't in `.vscodeignore`: where each is, by its name in the package
 */
export async function withFilesToPack(
  more: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'package-'));
  const files = filesToPack().map((file) => [file, file] as const);
  try {
    for (const [name, file] of [...files, ...Object.entries(more)]) {
      await cp(path.join(root, file), path.join(folder, name));
    }
    await use(folder);
  } finally {
    await removeFolder(folder);
  }
}

/** Packs a folder. vsce sorts the files and sets their times if the environment has a date. */
export async function pack(options: IPackageOptions, date = sourceDate()): Promise<void> {
  const { SOURCE_DATE_EPOCH, TZ } = process.env;
  // ZIP files have local times.
  Object.assign(process.env, { SOURCE_DATE_EPOCH: String(date), TZ: 'UTC' });
  try {
    await createVSIX(options);
  } finally {
    restore('SOURCE_DATE_EPOCH', SOURCE_DATE_EPOCH);
    restore('TZ', TZ);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) {
    Reflect.deleteProperty(process.env, name);
  } else {
    process.env[name] = value;
  }
}
