/** The .vsix, with the same bytes whenever and wherever the same files are packed. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { IPackageOptions } from '@vscode/vsce';
import { createVSIX } from '@vscode/vsce';

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
