// The Nodes that the tools and the VS Code servers ask for, from the npm registry: the platform
// packages behind the package `node`, installed without scripts into the repository's cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** The folder for everything that is fetched and can be fetched again. Not in git. */
export const CACHE = path.resolve(import.meta.dirname, '..', '.cache');

/** `current` runs this repository's scripts and VS Code 1.139, `floor` VS Code 1.105. */
export const NODE = { current: '24.21.0', floor: '22.23.3' };

/** What Windows says of what another program has open: scanners look into all that npm has written. */
const BUSY = ['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'];

/**
 * Does something with files, and again for some seconds while another program has one of them open.
 * As src/storage/busyFile.ts, for a script that has to wait.
 * @param {() => void} work harmless to be done again
 * @param {() => boolean} [over] whether it has become needless
 */
export function whileBusy(work, over = () => false) {
  for (let pause = 10; ; pause *= 2) {
    try {
      work();
      return;
    } catch (error) {
      const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
      if (pause > 5000 || !BUSY.includes(code) || over()) {
        throw error;
      }
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
}

/** @param {string} folder */
function removeFolder(folder) {
  whileBusy(() => {
    rmSync(folder, { recursive: true, force: true });
  });
}

/**
 * Gives a folder its name once it is finished. Where another process was faster, its own stays.
 * @param {string} unfinished
 * @param {string} folder
 */
export function moveFolder(unfinished, folder) {
  const isThere = () => existsSync(folder);
  try {
    whileBusy(() => {
      renameSync(unfinished, folder);
    }, isThere);
  } catch (error) {
    removeFolder(unfinished);
    if (!isThere()) {
      throw error;
    }
  }
}

/**
 * Runs npm in a folder, without install scripts; its output is shown only when it fails.
 * @param {string} folder
 * @param {string[]} args
 */
export function install(folder, args) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, stdout, stderr, error } = spawnSync(
    npm,
    [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (error !== undefined || status !== 0) {
    throw new Error(
      `npm ${args.join(' ')} failed in ${folder}. Is the npm registry reachable?\n` +
        `${error?.message ?? ''}${stdout}${stderr}`,
    );
  }
}

/**
 * Installs npm packages into a folder of the cache, once: a half-made folder is never used.
 * @param {string} name the folder's name in the cache
 * @param {string[]} packages with versions
 * @param {(folder: string) => void} [finish] more to do before the folder counts as made
 * @returns {string} the folder
 */
export function cached(name, packages, finish) {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) {
    return folder;
  }
  console.error(`Fetching ${packages.join(', ')} …`);
  const unfinished = `${folder}.${process.pid}.part`;
  removeFolder(unfinished);
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(path.join(unfinished, 'package.json'), '{ "private": true }');
  install(unfinished, ['install', '--no-package-lock', ...packages]);
  finish?.(unfinished);
  moveFolder(unfinished, folder);
  return folder;
}

/**
 * The binary of an exact Node version: the running one where it is that one.
 * @param {string} version
 */
export function nodeBinary(version) {
  if (process.versions.node === version) {
    return process.execPath;
  }
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = cached(`node-${version}`, [`${name}@${version}`]);
  const bin = path.join(folder, 'node_modules', name, 'bin');
  return path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
}
